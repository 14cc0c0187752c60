// Choosing one thing out of a long list: search, then pick.

import { ask, field, freshId } from "./dialog.js";
import { make, many } from "./elements.js";

const SHOWN = 30;

/**
 * Ask which one. A choice is `{ value, words, about, isClosed }`; `load` brings the choices and
 * may fail; `add` leads to where another is made.
 */
export async function choose(view, { title, noun, action, load, choices, add, onChoose }) {
  const list = new Choices(noun);
  const { group, input } = field(`Search the ${noun}s`, { type: "search" });
  input.addEventListener("input", () => list.filter(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    list.focus();
  });
  const elsewhere = make(
    "p",
    { class: "govuk-body" },
    make("a", { class: "govuk-link", href: add.address, target: "_blank", rel: "noopener" }, `${add.words} (opens in a new tab)`),
  );
  const act = () => {
    const value = list.chosen;
    if (!value) return { words: `Choose a ${noun}`, input };
    onChoose(value);
    return null;
  };
  ask(view, { title, inside: [group, list.element, elsewhere], action, act });
  list.show(choices());
  const isFresh = await load();
  list.show(choices(), isFresh ? "" : "The list could not be loaded. Check the connection, then open this again.");
  list.filter(input.value);
}

class Choices {
  #all = [];
  #noun;
  #name = freshId("choice");
  #rows = make("div", { class: "govuk-radios govuk-radios--small" });
  #said = make("p", { class: "govuk-hint", role: "status" });
  #trouble = "";

  constructor(noun) {
    this.#noun = noun;
    const legend = make("legend", { class: "govuk-visually-hidden" }, `Choose a ${noun}`);
    const rows = make("div", { class: "editor-choices" }, this.#rows);
    this.element = make("fieldset", { class: "govuk-fieldset" }, legend, this.#said, rows);
  }

  get chosen() {
    return this.#rows.querySelector("input:checked")?.value;
  }

  show(all, trouble = "") {
    this.#all = all;
    this.#trouble = trouble;
    this.filter("");
  }

  focus() {
    (this.#rows.querySelector("input:checked") ?? this.#rows.querySelector("input:enabled"))?.focus();
  }

  /** Leave those that have all the words somewhere; what was chosen stays chosen. */
  filter(typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const isFound = (one) => words.every((word) => `${one.words} ${one.about}`.toLowerCase().includes(word));
    const found = this.#all.filter(isFound);
    const { chosen } = this;
    this.#rows.replaceChildren(...found.slice(0, SHOWN).map((one) => this.#row(one, one.value === chosen)));
    const open = this.#rows.querySelectorAll("input:enabled");
    if (words.length && open.length === 1) open[0].checked = true;
    this.#said.textContent = this.#trouble || this.#count(found.length);
  }

  #count(found) {
    if (!this.#all.length) return `There are no ${this.#noun}s yet`;
    if (!found) return `No ${this.#noun} has all these words`;
    return found > SHOWN ? `The first ${SHOWN} of ${many(found, this.#noun)}: type to find others` : many(found, this.#noun);
  }

  #row({ value, words, about, isClosed }, isChosen) {
    const id = freshId("option");
    const input = make("input", {
      class: "govuk-radios__input",
      type: "radio",
      name: this.#name,
      id,
      value,
      disabled: isClosed,
      checked: isChosen,
    });
    const label = make("label", { class: "govuk-label govuk-radios__label", for: id }, words);
    if (about) label.append(make("span", { class: "editor-about" }, about));
    return make("div", { class: "govuk-radios__item" }, input, label);
  }
}
