// The rich face of a textarea, which stays the truth: it holds the text whenever that counts.

import { closeHistory } from "prosemirror-history";
import { TextSelection } from "prosemirror-state";

import { buildDesk } from "./desk.js";
import { withLastLine } from "./ends.js";
import { parse, serialise } from "./markdown.js";
import { apply } from "./remote.js";

const WRITES_EVERY = 250; // milliseconds

export class RichFace {
  #box;
  #label;
  #desk;
  #timer = null;
  #isQuiet = false;

  constructor(box) {
    this.#box = box;
    [this.#label] = box.labels;
    this.#desk = buildDesk(box, () => this.#changed());
    box.form.addEventListener("formdata", ({ formData }) => {
      if (this.isShown) formData.set(box.name, this.text());
    });
    addEventListener("pagehide", () => this.#write());
  }

  get isShown() {
    return this.#desk.element.isConnected && !this.#desk.element.hidden;
  }

  show() {
    if (!this.isShown) this.replace(this.#box.value);
    this.#desk.element.hidden = false;
    this.#label.htmlFor = this.#view.dom.id;
    this.#box.hidden = true;
  }

  hide() {
    this.#write();
    this.#desk.element.hidden = true;
    this.#label.htmlFor = this.#box.id;
    this.#box.hidden = false;
  }

  destroy() {
    this.#label.htmlFor = this.#box.id;
    this.#desk.view.destroy();
    this.#desk.element.remove();
  }

  /** The Markdown as it stands this moment. */
  text() {
    this.#write();
    return this.#box.value;
  }

  /** Bring in what changed between two texts of the server; false if that touches what differs here. */
  apply(from, to) {
    this.#write();
    this.#isQuiet = true;
    try {
      const isDone = apply(this.#view, from, to);
      this.#write();
      return isDone;
    } finally {
      this.#isQuiet = false;
    }
  }

  /** The whole text, as one step that can be undone. */
  replace(text) {
    const { doc, tr } = this.#view.state;
    const next = withLastLine(parse(text));
    const start = doc.content.findDiffStart(next.content);
    if (start === null) return;
    let { a, b } = doc.content.findDiffEnd(next.content);
    const overlap = start - Math.min(a, b);
    if (overlap > 0) [a, b] = [a + overlap, b + overlap];
    this.#view.dispatch(closeHistory(tr.replace(start, a, next.slice(start, b))));
    this.#write();
  }

  caret() {
    const { anchor, head } = this.#view.state.selection;
    return { rich: [anchor, head] };
  }

  placeCaret(caret) {
    if (!caret?.rich?.every((place) => Number.isInteger(place) && place >= 0)) return;
    const { doc, tr } = this.#view.state;
    const [anchor, head] = caret.rich.map((place) => doc.resolve(Math.min(place, doc.content.size)));
    this.#view.dispatch(tr.setSelection(TextSelection.between(anchor, head)).scrollIntoView());
    this.focus();
  }

  focus() {
    this.#view.focus();
  }

  get #view() {
    return this.#desk.view;
  }

  #changed() {
    this.#timer ??= setTimeout(() => this.#write(), WRITES_EVERY);
  }

  /** Bring the textarea up to date; changes made here are told, as typing into it would. */
  #write() {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#box.value = serialise(this.#view.state.doc);
    this.#box.dispatchEvent(new Event(this.#isQuiet ? "change" : "input", { bubbles: !this.#isQuiet }));
  }
}
