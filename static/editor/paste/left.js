// What a paste leaves out, counted so that it can be said.

import { listed, many } from "../elements.js";

const KINDS = {
  pictures: ["picture"],
  drawings: ["drawing or chart", "drawings or charts"],
  merged: ["merged cell"],
  inner: ["table inside a table", "tables inside tables"],
  notes: ["footnote"],
  comments: ["comment"],
  deletions: ["tracked deletion"],
};

export class LeftOut {
  #counts = new Map();

  add(kind, count = 1) {
    if (count) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  has(kind) {
    return this.#counts.has(kind);
  }

  /** “3 pictures and 2 merged cells were left out”, or nothing. */
  toString() {
    const words = Object.entries(KINDS)
      .filter(([kind]) => this.has(kind))
      .map(([kind, [one, several]]) => many(this.#counts.get(kind), one, several));
    if (!words.length) return "";
    const isOne = words.length === 1 && [...this.#counts.values()][0] === 1;
    return `${listed(words)} ${isOne ? "was" : "were"} left out`;
  }
}
