// What the saving script is played with: a clock, a box, a browser's storage and a server.

import { steps } from "../../static/writing/joining.js";
import { Kept } from "../../static/writing/kept.js";
import { Saver } from "../../static/writing/saver.js";

/** A clock that stands still until it is told to go on. */
export class Clock {
  time = 0;
  #waiting = new Map();
  #last = 0;

  now = () => this.time;

  after = (delay, act) => {
    this.#last += 1;
    this.#waiting.set(this.#last, { at: this.time + delay, act });
    return this.#last;
  };

  cancel = (timer) => this.#waiting.delete(timer);

  /** Let the time pass, doing what falls due in it. */
  async pass(milliseconds) {
    const end = this.time + milliseconds;
    for (;;) {
      const due = [...this.#waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting.delete(due[0]);
      this.time = Math.max(this.time, due[1].at);
      due[1].act();
      await settled();
    }
    this.time = end;
  }
}

/** Wait until what is already under way is answered and done. */
export async function settled() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const blocksOf = (text) => text.split(/\n\n+/).map((block) => block.trim()).filter(Boolean);
const joined = (blocks) => (blocks.length ? `${blocks.join("\n\n")}\n` : "");

/** A box that joins block by block, as every face does. */
export class Box {
  replaced = 0;

  constructor(words = "") {
    this.words = words;
  }

  text = () => this.words;

  apply(from, to) {
    const result = join(from, this.words, to);
    if (result !== null) this.words = result;
    return result !== null;
  }

  replace(text) {
    this.words = text;
    this.replaced += 1;
  }

  placeCaret(caret) {
    this.caret = caret;
  }
}

function join(from, here, to) {
  const blocks = blocksOf(here);
  const change = steps(blocksOf(from), blocks, blocksOf(to));
  if (!change) return null;
  if (!change.length) return here;
  for (const { at, remove, insert } of change.reverse()) blocks.splice(at, remove, ...insert);
  return joined(blocks);
}

/** A server that keeps every text it acknowledged, joins what it can and asks about the rest. */
export class FakeServer {
  kept = [{ text: "", by: "" }];
  now = 0;

  constructor(text = "") {
    if (text) this.now = this.#store(text, "Marlshire");
  }

  get text() {
    return this.kept[this.now].text;
  }

  save({ text, base, by }) {
    const canonical = joined(blocksOf(text));
    if (canonical === this.text) return this.#answer("unchanged");
    if (base === this.now) {
      this.now = this.#store(canonical, by);
      return this.#answer("saved");
    }
    return this.#merge(this.kept[base].text, canonical, by);
  }

  #merge(before, mine, by) {
    if (mine === before) return this.#answer("unchanged");
    const whole = join(before, mine, this.text);
    if (whole === this.text) return this.#answer("unchanged");
    const sent = this.#store(mine, by);
    if (whole === null) return this.#conflict(before, mine, sent);
    const joinedWith = this.kept[this.now].by;
    this.now = this.#store(whole, by);
    return this.#answer("merged", { sent, by: joinedWith });
  }

  #conflict(before, mine, sent) {
    const pieces = [{ base: before, mine: mine.trim(), theirs: this.text.trim() }];
    return this.#answer("conflict", { pieces, kept_as: sent, by: this.kept[this.now].by });
  }

  #store(text, by) {
    return this.kept.push({ text, by }) - 1;
  }

  #answer(status, more = {}) {
    return { status, revision: this.now, text: this.text, at: "14:02", ...more };
  }
}

/** What `localStorage` is to the script: a plain object with room for so many characters. */
export class Storage {
  #room;

  constructor(room = Infinity) {
    this.#room = room;
  }

  setItem(name, text) {
    if (text.length > this.#room) throw new Error("QuotaExceededError");
    this[name] = text;
  }

  removeItem(name) {
    delete this[name];
  }
}

/** Somebody with the part open. `line.down` is the network, `line.reply` overrules the server. */
export class Writer {
  events = [];
  sent = [];
  line = { down: false, loses: false, reply: null };

  constructor({ server, clock, storage = new Storage(), name = "Ana Bell", tab = name, user = "7" }) {
    Object.assign(this, { server, clock, name });
    this.box = new Box(server.text);
    this.kept = new Kept({ storage: () => storage, user, part: "3", tab, wall: () => clock.time });
    this.saver = new Saver({
      face: () => this.box,
      send: (sent) => this.#send(sent),
      keep: (copy) => this.kept.put(copy),
      clock,
      tell: (event, facts) => this.events.push({ event, ...facts }),
      base: server.now,
      settled: server.text,
    });
  }

  writes(words) {
    this.box.words = words;
    this.saver.changed();
  }

  /** Put a sentence at the end of this block, or after the last one. */
  adds(sentence, block = Infinity) {
    const blocks = blocksOf(this.box.words);
    if (block < blocks.length) blocks[block] += ` ${sentence}`;
    else blocks.push(sentence);
    this.writes(joined(blocks));
  }

  polls() {
    if (this.line.down || this.line.reply) return;
    this.saver.resume();
    const { now, text } = this.server;
    this.saver.heard({ revision: now, text, asked: this.saver.base, by: this.server.kept[now].by, at: "14:02" });
  }

  happened(event) {
    return this.events.filter((one) => one.event === event).length;
  }

  async #send(sent) {
    this.sent.push(sent);
    await null;
    if (this.line.down) return { status: "failed" };
    if (this.line.reply) return this.line.reply;
    const reply = this.server.save({ ...sent, by: this.name });
    await null;
    return this.line.loses ? { status: "failed" } : reply;
  }
}
