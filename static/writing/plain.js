// The plain box as a face: what the rich editor can do, done to a textarea.

import { steps } from "./joining.js";

const BLOCK = /^[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/gm;

export class PlainFace {
  #box;

  constructor(box) {
    this.#box = box;
  }

  text() {
    return this.#box.value;
  }

  /** Bring in what changed between two texts of the server; false if that touches what differs here. */
  apply(from, to) {
    const here = blocksOf(this.text());
    const change = steps(looseBlocks(from), here.map(({ text }) => loose(text)), looseBlocks(to));
    if (!change) return false;
    const whole = new Map(blocksOf(to).map(({ text }) => [loose(text), text]));
    const top = this.#box.scrollTop;
    for (const { at, remove, insert } of change.reverse()) {
      const words = insert.map((text) => whole.get(text)).join("\n\n");
      this.#put(placeOf(here, at, remove), words, remove === 0, at < here.length);
    }
    this.#box.scrollTop = top;
    return true;
  }

  /** The whole text, as one step that can be undone. */
  replace(text) {
    const { start, end, words } = narrowed(this.text(), 0, this.text().length, text);
    if (start === end && !words) return;
    const focused = document.activeElement;
    this.#box.focus({ preventScroll: true });
    this.#box.setSelectionRange(start, end);
    // The one way to write into a box that its own undo knows.
    if (!document.execCommand(words ? "insertText" : "delete", false, words)) {
      this.#box.setRangeText(words, start, end, "end");
    }
    if (focused !== this.#box) focused?.focus?.({ preventScroll: true });
  }

  caret() {
    return { plain: [this.#box.selectionStart, this.#box.selectionEnd] };
  }

  placeCaret(caret) {
    if (!caret?.plain) return;
    this.focus();
    this.#box.setSelectionRange(...caret.plain);
  }

  focus() {
    this.#box.focus();
  }

  #put([from, to], text, isNew, isBefore) {
    let words = text;
    if (isNew && text) words = isBefore ? `${text}\n\n` : `${from ? "\n\n" : ""}${text}`;
    const { start, end, words: needed } = narrowed(this.text(), from, to, words);
    this.#box.setRangeText(needed, start, end, "preserve");
  }
}

/** Blocks as a plain box has them, with where they stand: lines with no empty one between. */
export function blocksOf(text) {
  return [...text.matchAll(BLOCK)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Spaces inside and after lines are no difference: the server writes them its own way. */
const loose = (text) => text.replace(/(\S)[^\S\n]+/g, "$1 ").replace(/ +$/gm, "");
const looseBlocks = (text) => blocksOf(text).map((block) => loose(block.text));

function placeOf(blocks, at, remove) {
  if (remove) return [blocks[at].start, blocks[at].end];
  const place = at < blocks.length ? blocks[at].start : (blocks.at(-1)?.end ?? 0);
  return [place, place];
}

/** Only what differs between a stretch of the text and the words that are to stand there. */
function narrowed(text, from, to, words) {
  const old = text.slice(from, to);
  const most = Math.min(old.length, words.length);
  let first = 0;
  while (first < most && old[first] === words[first]) first += 1;
  let last = 0;
  while (last < most - first && old.at(-1 - last) === words.at(-1 - last)) last += 1;
  return { start: from + first, end: to - last, words: words.slice(first, words.length - last) };
}
