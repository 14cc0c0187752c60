// What is said to the writer beside the text: seen, and spoken by screen readers.

import { button, make } from "./elements.js";

export class Note {
  #words = make("p", { class: "govuk-body", role: "status" });
  #figure;
  #box;

  constructor(places) {
    const href = `${places.strategy}figures/add/`;
    this.#figure = make("a", { class: "govuk-link", href, target: "_blank", rel: "noopener" }, "Add a figure (opens in a new tab)");
    const hide = button("Hide this", { class: "portal-link-button", on: { click: () => this.say("") } });
    this.#box = make("p", { class: "govuk-body editor-note-links", hidden: true }, this.#figure, hide);
    this.element = make("div", { class: "editor-note" }, this.#words, this.#box);
  }

  /** Say it until something else is said; with `figure`, offer to add one. */
  say(words, { figure = false } = {}) {
    this.#words.textContent = words;
    this.#figure.hidden = !figure;
    this.#box.hidden = !words;
    this.element.classList.toggle("editor-said", Boolean(words));
  }
}
