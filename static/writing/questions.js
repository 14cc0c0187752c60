// Where two people changed the same block: both texts, and which to go on with.

import { button, make, many } from "../editor/elements.js";
import { clashes, keyOf } from "./answers.js";
import { beside } from "./beside.js";
import { steadily } from "./steady.js";

const LABELS = { mine: "Keep mine", theirs: "Use theirs", both: "Keep both" };

export class Questions {
  #place;
  #settle;
  #focusText;
  #choices = new Map();
  #reply = null;
  #busy = false;

  /** `settle(choose)` brings in what was chosen; `focusText()` goes back to the writing. */
  constructor({ place, settle, focusText }) {
    this.#place = place;
    this.#settle = settle;
    this.#focusText = focusText;
  }

  get isOpen() {
    return this.#reply !== null;
  }

  /** Ask, or ask anew: what was chosen holds where the other text is still the same. */
  ask(reply) {
    const known = this.#reply ? JSON.stringify(this.#reply.pieces) : "";
    this.#reply = reply;
    if (JSON.stringify(reply.pieces) !== known) steadily(this.#place, () => this.#draw());
    this.#goOn();
  }

  close() {
    const hadFocus = this.#place.contains(document.activeElement);
    this.#reply = null;
    this.#choices.clear();
    steadily(this.#place, () => this.#place.replaceChildren());
    if (hadFocus) this.#focusText();
  }

  focus() {
    this.#place.querySelector("h2")?.focus();
  }

  #choose(piece, choice) {
    this.#choices.set(keyOf(piece), choice);
    this.#draw();
    const open = [...this.#place.querySelectorAll("fieldset:not([data-answered])")];
    (open[0] ?? this.#place.querySelector("h2")).querySelector("button")?.focus();
    this.#goOn();
  }

  #choice = (piece) => this.#choices.get(keyOf(piece));

  async #goOn() {
    if (this.#busy || !this.#reply || !clashes(this.#reply.pieces).every(this.#choice)) return;
    this.#busy = true;
    await this.#settle(this.#choice);
    this.#busy = false;
  }

  #draw() {
    const focused = this.#place.contains(document.activeElement) && document.activeElement.dataset.key;
    const asked = clashes(this.#reply.pieces);
    const count = asked.length === 1 ? "one paragraph" : many(asked.length, "paragraph");
    this.#place.replaceChildren(
      make(
        "section",
        { class: "portal-asked", "aria-labelledby": "writing-asks" },
        make(
          "h2",
          { class: "govuk-heading-m", id: "writing-asks", tabindex: "-1" },
          `You and ${this.#reply.by} both changed ${count}`,
        ),
        make(
          "p",
          { class: "govuk-body" },
          "Nothing is lost: both texts are in the history. Choose what to go on with; you can keep writing meanwhile.",
        ),
        ...asked.map((piece, index) => this.#question(piece, index, asked.length)),
      ),
    );
    if (focused) this.#place.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  #question(piece, index, count) {
    const chosen = this.#choice(piece);
    const { by, at } = this.#reply;
    return make(
      "fieldset",
      { class: "govuk-fieldset govuk-!-margin-bottom-6", "data-answered": Boolean(chosen) },
      make(
        "legend",
        { class: "govuk-fieldset__legend govuk-fieldset__legend--s" },
        count > 1 ? `Paragraph ${index + 1} of ${count}` : "Which do you want to go on with?",
      ),
      beside({ title: `${by} wrote, ${at}`, text: piece.theirs }, { title: "You wrote", text: piece.mine }),
      make(
        "div",
        { class: "portal-button-row" },
        ...Object.entries(LABELS)
          .filter(([choice]) => choice !== "both" || (piece.mine !== null && piece.theirs !== null))
          .map(([choice, label]) =>
            button(chosen === choice ? `${label} (chosen)` : label, {
              class: "govuk-button govuk-button--secondary govuk-!-margin-bottom-2",
              "aria-pressed": String(chosen === choice),
              "data-key": `${index}-${choice}`,
              on: { click: () => this.#choose(piece, choice) },
            }),
          ),
      ),
    );
  }
}
