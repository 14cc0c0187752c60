import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Kept } from "../../static/writing/kept.js";
import { PAUSE } from "../../static/writing/saver.js";
import { Clock, FakeServer, Storage, Writer } from "./fakes.js";

let clock, server, storage;

beforeEach(() => {
  clock = new Clock();
  server = new FakeServer("One.\n");
  storage = new Storage();
});

const opened = (tab, more = {}) => new Writer({ server, clock, storage, tab, ...more });

test("a copy is kept from the first letter and gone once the server has all of it", async () => {
  const writer = opened("first");
  writer.writes("Two.\n");
  assert.equal(opened("second").kept.others()[0].text, "Two.\n");

  await clock.pass(PAUSE);
  assert.deepEqual(opened("second").kept.others(), []);
});

test("after a crash another tab finds the text with the base it was written on", async () => {
  const writer = opened("first");
  const base = writer.saver.base;
  writer.line.down = true;
  writer.writes("Two.\n");
  await clock.pass(PAUSE);
  const [found] = opened("second").kept.others();

  assert.equal(found.text, "Two.\n");
  assert.equal(found.base, base);
  assert.equal(found.doubt, "Two.\n");
});

test("a found text that was saved without our knowing meets no conflict with itself", async () => {
  const lost = opened("first");
  lost.line.loses = true;
  lost.writes("One, changed.\n");
  await clock.pass(PAUSE);
  lost.writes("One, changed twice.\n");
  lost.line.down = true;

  const writer = opened("second");
  const [found] = writer.kept.others();
  await writer.saver.adopt(found);
  await clock.pass(PAUSE);
  assert.equal(server.text, "One, changed twice.\n");
  assert.equal(writer.happened("conflict"), 0);
});

test("a found text joins with what others saved since", async () => {
  const lost = opened("first");
  lost.line.down = true;
  lost.adds("Found.");
  await clock.pass(PAUSE);
  const other = opened("second", { name: "Sam Fell" });
  other.adds("Sam’s.", 0);
  await other.saver.save();

  const writer = opened("third");
  await writer.saver.adopt(writer.kept.others()[0]);
  await clock.pass(PAUSE);
  assert.equal(server.text, "One. Sam’s.\n\nFound.\n");
  assert.equal(writer.box.text(), server.text);
});

test("nobody else is shown it, nor is it shown in another part", () => {
  opened("first").writes("Secret.\n");

  assert.deepEqual(opened("second", { user: "8" }).kept.others(), []);
  const elsewhere = new Kept({ storage: () => storage, user: "7", part: "33", tab: "x", wall: () => 0 });
  assert.deepEqual(elsewhere.others(), []);
});

test("a clock set back a day does not make an older text the newest", () => {
  opened("first").writes("Older.\n");
  clock.time -= 24 * 60 * 60 * 1000;
  opened("second").writes("Newer.\n");

  assert.deepEqual(opened("third").kept.others().map(({ text }) => text), ["Newer.\n", "Older.\n"]);
});

test("a full storage is noticed, and does not stop the saving", async () => {
  storage = new Storage(50);
  const writer = opened("first");
  writer.writes(`${"word ".repeat(100)}\n`);
  assert.equal(writer.kept.isSafe, false);

  await clock.pass(PAUSE);
  assert.match(server.text, /word/);
  assert.equal(writer.kept.isSafe, true);
});

test("a storage that throws at every touch is a full one", () => {
  const shut = () => {
    throw new Error("SecurityError");
  };
  const kept = new Kept({ storage: shut, user: "7", part: "3", tab: "x", wall: () => 0 });
  kept.put({ text: "New.\n", base: 1 });

  assert.equal(kept.isSafe, false);
  assert.deepEqual(kept.others(), []);
});

test("what somebody else put into the storage is passed over", () => {
  storage["writing:7:3:a"] = "no JSON";
  storage["writing:7:3:b"] = "null";
  storage["writing:7:3:c"] = '{"text": 5, "base": 1, "order": 1}';

  assert.deepEqual(opened("first").kept.others(), []);
});

test("a discarded copy can be brought back as it was", () => {
  opened("first").writes("Two.\n");
  const { kept } = opened("second");
  const [copy] = kept.others();
  kept.remove(copy.tab);
  assert.deepEqual(kept.others(), []);

  kept.restore(copy);
  assert.deepEqual(kept.others(), [copy]);
});
