// Several people in one part, in every order of typing, saving, asking, failing and answering.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock, FakeServer, Storage, Writer, settled } from "./fakes.js";

const ROUNDS = 60;
const START = "One.\n\nTwo.\n\nThree.\n\nFour.\n";
const NAMES = ["Ana Bell", "Sam Fell", "Olive Marsh"];

/** The same numbers in the same order for the same seed. */
function chances(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

class Story {
  sentences = [];
  tabs = 0;
  clock = new Clock();
  server = new FakeServer(START);
  storage = new Storage();

  constructor(seed) {
    this.chance = chances(seed);
    this.writers = NAMES.map((name) => this.opens(name));
  }

  opens(name) {
    const { server, clock, storage } = this;
    this.tabs += 1;
    return new Writer({ server, clock, storage, name, tab: `tab ${this.tabs}`, user: name });
  }

  async turn() {
    const at = this.chance(this.writers.length);
    const writer = this.writers[at];
    await ACTS[this.chance(ACTS.length)](this, writer, at);
    await this.clock.pass(this.chance(4000));
    assert.ok(writer.saver.base < this.server.kept.length);
  }

  /** Everybody is on line again, everything is answered and everybody has heard of everything. */
  async end() {
    for (const writer of this.writers) Object.assign(writer.line, { down: false, loses: false, reply: null });
    for (let round = 0; round < 20; round += 1) {
      for (const writer of this.writers) {
        writer.polls();
        await this.clock.pass(40_000);
        if (writer.saver.conflict) await writer.saver.settle(() => "both");
      }
    }
  }
}

const writes = (story, writer) => {
  const sentence = `Sentence ${story.sentences.length} of ${writer.name}.`;
  story.sentences.push(sentence);
  writer.adds(sentence, story.chance(6));
};

const ACTS = [
  writes,
  writes,
  writes,
  async (story, writer) => {
    const saving = writer.saver.save();
    writes(story, writer);
    await saving;
  },
  (story, writer) => writer.polls(),
  (story, writer) => writer.polls(),
  (story, writer) => Object.assign(writer.line, { down: !writer.line.down }),
  (story, writer) => Object.assign(writer.line, { loses: !writer.line.loses }),
  (story, writer) => Object.assign(writer.line, { reply: writer.line.reply ? null : { status: "signed-out" } }),
  (story, writer) => Object.assign(writer.line, { reply: writer.line.reply ? null : { status: "slow", wait: 5 } }),
  async (story, writer) => {
    if (writer.saver.conflict) await writer.saver.settle(() => "both");
  },
  // The tab crashes; another is opened and goes on from what it finds.
  async (story, writer, at) => {
    writer.line.down = true;
    await settled();
    const next = story.opens(writer.name);
    story.writers[at] = next;
    for (const copy of next.kept.others().reverse()) {
      await next.saver.finish();
      if (next.saver.conflict) await next.saver.settle(() => "both");
      next.saver.adopt(copy);
      next.kept.remove(copy.tab);
      await settled();
    }
    writer.saver.halt({ status: "closed" });
    writer.kept.put(null);
  },
];

for (let seed = 1; seed <= 40; seed += 1) {
  test(`every sentence of story ${seed} is there in the end, before everybody`, async () => {
    const story = new Story(seed);
    for (let round = 0; round < ROUNDS; round += 1) await story.turn();
    await story.end();

    const missing = story.sentences.filter((sentence) => !story.server.text.includes(sentence));
    assert.deepEqual(missing, []);
    for (const writer of story.writers) {
      assert.equal(writer.box.text(), story.server.text);
      assert.equal(writer.saver.isUnsaved, false);
    }
    assert.deepEqual(Object.keys(story.storage), []);
  });
}
