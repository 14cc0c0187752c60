import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { LONGEST, PAUSE } from "../../static/writing/saver.js";
import { Clock, FakeServer, Storage, Writer, settled } from "./fakes.js";

const FIRST = "One.\n\nTwo.\n\nThree.\n";

let clock, server, ana, sam;

beforeEach(() => {
  clock = new Clock();
  server = new FakeServer(FIRST);
  ana = new Writer({ server, clock });
  sam = new Writer({ server, clock, name: "Sam Fell" });
});

test("a text is saved once typing has stopped for a moment", async () => {
  ana.writes("One.\n");
  await clock.pass(PAUSE - 1);
  assert.equal(ana.sent.length, 0);

  await clock.pass(1);
  assert.equal(server.text, "One.\n");
  assert.equal(ana.saver.base, server.now);
  assert.equal(ana.happened("saved"), 1);
});

test("who never stops typing is saved every twenty seconds all the same", async () => {
  for (let second = 0; second < 61; second += 1) {
    ana.writes(`${"word ".repeat(second + 1)}\n`);
    await clock.pass(1000);
  }

  assert.equal(ana.sent.length, 3);
  assert.ok(LONGEST === 20_000);
});

test("one save is under way at a time, and the newest text goes next", async () => {
  ana.writes("First.\n");
  ana.saver.save();
  ana.writes("Second.\n");
  ana.saver.save();
  ana.writes("Third.\n");
  await clock.pass(PAUSE * 2);

  assert.deepEqual(ana.sent.map(({ text }) => text), ["First.\n", "Third.\n"]);
  assert.equal(server.text, "Third.\n");
});

test("saved is said only after the server has said so", async () => {
  ana.writes("New.\n");
  const saving = ana.saver.save();
  assert.equal(ana.happened("saved"), 0);
  assert.equal(ana.saver.isSafe, false);

  await saving;
  assert.equal(ana.happened("saved"), 1);
  assert.equal(ana.saver.isSafe, true);
});

test("a text typed back to what is saved is not sent", async () => {
  ana.writes("New.\n");
  ana.writes(FIRST);
  await clock.pass(LONGEST);

  assert.equal(ana.sent.length, 0);
});

test("a save that fails is said at once, kept, and tried again until it works", async () => {
  ana.line.down = true;
  ana.writes("New.\n");
  await clock.pass(PAUSE);
  assert.equal(ana.happened("failed"), 1);

  await clock.pass(60 * 60 * 1000);
  assert.ok(ana.sent.length > 100, "an hour without the network is not given up");
  assert.ok(ana.sent.length < 150, "nor is the server hammered");

  ana.line.down = false;
  await clock.pass(31_000);
  assert.equal(server.text, "New.\n");
});

test("what is typed while a save fails waits its turn and then is saved", async () => {
  ana.line.down = true;
  for (let second = 0; second < 30; second += 1) {
    ana.writes(`Sentence ${second}.\n`);
    await clock.pass(1000);
  }
  const tries = ana.sent.length;
  ana.line.down = false;
  await clock.pass(60_000);

  assert.ok(tries <= 6);
  assert.equal(server.text, "Sentence 29.\n");
});

test("a save whose reply was lost is sent again as it was, so nobody meets themselves", async () => {
  ana.line.loses = true;
  ana.writes("One, changed.\n\nTwo.\n\nThree.\n");
  await clock.pass(PAUSE);
  ana.writes("One, changed again.\n\nTwo.\n\nThree.\n");
  ana.line.loses = false;
  await clock.pass(60_000);

  assert.equal(server.text, "One, changed again.\n\nTwo.\n\nThree.\n");
  assert.equal(ana.happened("conflict"), 0);
});

test("a server that asks for a rest gets it, however much is typed", async () => {
  ana.line.reply = { status: "slow", wait: 10 };
  ana.writes("New.\n");
  await clock.pass(PAUSE);
  ana.line.reply = null;
  ana.writes("Newer.\n");
  await clock.pass(9_999);
  assert.equal(ana.sent.length, 1);

  await clock.pass(PAUSE);
  assert.equal(server.text, "Newer.\n");
});

test("a text the server will not take is not sent again until it changes", async () => {
  ana.line.reply = { status: "invalid", errors: {} };
  ana.writes("Too long.\n");
  await clock.pass(LONGEST * 5);
  assert.equal(ana.sent.length, 1);
  assert.equal(ana.saver.isSafe, false);

  ana.line.reply = null;
  ana.writes("Shorter.\n");
  await clock.pass(PAUSE);
  assert.equal(server.text, "Shorter.\n");
});

test("a poll brings what others saved, and the base with it, while nothing is unsaved", async () => {
  sam.adds("More of Sam’s.", 0);
  await sam.saver.save();
  ana.polls();

  assert.equal(ana.box.text(), server.text);
  assert.equal(ana.saver.base, server.now);
  assert.equal(ana.saver.isSafe, true);
});

test("a poll that finds something unsaved has it saved at once, and the server joins", async () => {
  sam.adds("Sam’s.", 0);
  await sam.saver.save();
  ana.adds("Ana’s.", 2);
  ana.polls();
  await clock.pass(0);
  await settled();

  assert.equal(server.text, "One. Sam’s.\n\nTwo.\n\nThree. Ana’s.\n");
  assert.equal(ana.box.text(), server.text);
  assert.equal(ana.saver.base, server.now);
});

test("a poll asked on an older base is not heard", async () => {
  const old = { revision: server.now, text: FIRST, asked: ana.saver.base };
  ana.adds("Ana’s.");
  await ana.saver.save();
  ana.saver.heard({ ...old, revision: old.revision + 9 });

  assert.equal(ana.box.text(), server.text);
  assert.equal(ana.saver.base, server.now);
});

test("what was joined where the writer has typed on meanwhile moves the base only to what was sent", async () => {
  sam.adds("Sam’s.", 1);
  await sam.saver.save();
  ana.adds("Ana’s.", 0);
  const saving = ana.saver.save();
  ana.adds("Typed on.", 1);
  await saving;

  assert.equal(server.kept[ana.saver.base].text, "One. Ana’s.\n\nTwo.\n\nThree.\n");
  await clock.pass(PAUSE);
  assert.equal(ana.happened("conflict"), 1);
  assert.match(server.text, /Sam’s\./);
});

test("an undo back to the base, saved over a newer text, brings that text in", async () => {
  sam.adds("Sam’s.", 1);
  await sam.saver.save();
  ana.saver.doubtPage();
  await ana.saver.save();

  assert.equal(ana.box.text(), server.text);
  assert.equal(ana.saver.base, server.now);
});

test("after a conflict the base stays until the question is answered", async () => {
  const base = ana.saver.base;
  sam.adds("Sam’s.", 1);
  await sam.saver.save();
  ana.adds("Ana’s.", 1);
  await ana.saver.save();
  assert.equal(ana.saver.base, base);
  assert.equal(ana.saver.isSafe, true, "it is in the history");

  ana.polls();
  ana.adds("Another.", 0);
  await clock.pass(LONGEST);
  assert.equal(ana.saver.base, base);
  assert.equal(server.kept.at(-1).text, "One. Another.\n\nTwo. Ana’s.\n\nThree.\n");
  assert.equal(server.text, "One.\n\nTwo. Sam’s.\n\nThree.\n");
});

const ANSWERS = { mine: /^(?!.*Sam’s).*Ana’s/s, theirs: /^(?!.*Ana’s).*Sam’s/s, both: /Sam’s.*Ana’s/s };

for (const [choice, expected] of Object.entries(ANSWERS)) {
  test(`the answer “${choice}” is brought in and saved`, async () => {
    sam.adds("Sam’s.", 1);
    await sam.saver.save();
    ana.adds("Ana’s.", 1);
    await ana.saver.save();

    assert.equal(await ana.saver.settle(() => choice), true);
    assert.match(server.text, expected);
    assert.equal(ana.box.text(), server.text);
    assert.equal(ana.saver.base, server.now);
    assert.equal(ana.saver.isSafe, true);
    assert.equal(ana.saver.conflict, null);
  });
}

test("what is typed after the question goes along with the answer", async () => {
  sam.adds("Sam’s.", 1);
  await sam.saver.save();
  ana.adds("Ana’s.", 1);
  await ana.saver.save();
  ana.adds("Later.", 1);
  await ana.saver.settle(() => "both");

  assert.match(server.text, /Sam’s\..*Ana’s\. Later\./s);
});

test("who changes the paragraph again meanwhile is asked about again", async () => {
  sam.adds("Sam’s.", 1);
  await sam.saver.save();
  ana.adds("Ana’s.", 1);
  await ana.saver.save();
  sam.adds("And more.", 1);
  await sam.saver.save();
  await ana.saver.settle(() => "mine");

  assert.equal(ana.happened("conflict"), 2);
  assert.match(server.text, /And more\./);
  await ana.saver.settle(() => "both");
  assert.match(server.text, /Sam’s\. And more\..*Ana’s\./s);
});

test("a log-in page stops the saving; signed in again, it goes on by itself", async () => {
  ana.line.reply = { status: "signed-out" };
  ana.writes("New.\n");
  await clock.pass(PAUSE);
  await clock.pass(LONGEST);
  assert.equal(ana.sent.length, 1);
  assert.equal(ana.happened("signed-out"), 1);

  ana.line.reply = null;
  ana.polls();
  await clock.pass(0);
  assert.equal(server.text, "New.\n");
});

test("a part that is shut keeps what was typed in the browser", async () => {
  const storage = new Storage();
  const writer = new Writer({ server, clock, storage });
  writer.line.reply = { status: "locked", reason: "Agreed", kept_as: null };
  writer.writes("New.\n");
  await clock.pass(PAUSE);
  writer.writes("Newer.\n");
  await clock.pass(LONGEST);

  assert.equal(writer.sent.length, 1);
  assert.equal(JSON.parse(Object.values(storage)[0]).text, "Newer.\n");
});

test("finishing waits for the save under way and for the one after it", async () => {
  ana.writes("First.\n");
  ana.saver.save();
  ana.writes("Second.\n");
  await ana.saver.finish();

  assert.equal(server.text, "Second.\n");
  assert.equal(ana.saver.isSafe, true);
  assert.equal(ana.saver.isSaving, false);
});
