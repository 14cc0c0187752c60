// Texts that an earlier tab kept in this browser and the server never got.

import { button, make } from "../editor/elements.js";
import { beside } from "./beside.js";
import { timeOf } from "./clock.js";
import { runs } from "./joining.js";
import { blocksOf } from "./plain.js";
import { steadily } from "./steady.js";

export class Found {
  #place;
  #text;
  #take;
  #discard;
  #restore;

  /** `text()` is what is before the writer; the others act on one copy. */
  constructor({ place, text, take, discard, restore }) {
    this.#place = place;
    this.#text = text;
    this.#take = take;
    this.#discard = discard;
    this.#restore = restore;
  }

  offer(copies) {
    if (!copies.length) return;
    steadily(this.#place, () => this.#place.prepend(...copies.map((copy) => this.#panel(copy))));
  }

  #panel(copy) {
    const panel = make("section", { class: "portal-asked", "aria-label": title(copy) });
    this.#draw(panel, copy);
    return panel;
  }

  #draw(panel, copy) {
    const compared = make("div", { class: "govuk-details__text" });
    const details = make(
      "details",
      { class: "govuk-details", on: { toggle: () => compared.replaceChildren(...this.#differences(copy)) } },
      make(
        "summary",
        { class: "govuk-details__summary" },
        make("span", { class: "govuk-details__summary-text" }, "Compare it with what is in the box"),
      ),
      compared,
    );
    panel.replaceChildren(
      make("h2", { class: "govuk-heading-m", tabindex: "-1" }, title(copy)),
      make("p", { class: "govuk-body" }, "You wrote it in this browser, and it was not saved."),
      details,
      make(
        "div",
        { class: "portal-button-row" },
        button("Use this text", { class: "govuk-button", on: { click: () => this.#use(panel, copy) } }),
        button("Discard it", {
          class: "govuk-button govuk-button--secondary",
          on: { click: () => this.#drop(panel, copy) },
        }),
      ),
    );
  }

  async #use(panel, copy) {
    if (await this.#take(copy)) return panel.remove();
    const said = "Save what you have written since first: it has not reached the portal yet.";
    panel.append(make("p", { class: "govuk-body", role: "alert" }, said));
    return undefined;
  }

  #drop(panel, copy) {
    this.#discard(copy);
    const back = button("Bring it back", {
      class: "govuk-button govuk-button--secondary",
      on: {
        click: () => {
          this.#restore(copy);
          this.#draw(panel, copy);
          panel.querySelector("h2").focus();
        },
      },
    });
    panel.replaceChildren(make("p", { class: "govuk-body" }, `The text from ${timeOf(copy.when)} is discarded.`), back);
    back.focus();
  }

  #differences(copy) {
    const [here, found] = [this.#text(), copy.text].map((text) => blocksOf(text).map((block) => block.text));
    const pairs = runs(here, found).map(({ from, to, start, end }) =>
      beside(
        { title: "In the box", text: here.slice(from, to).join("\n\n") || null, absent: "Not there" },
        { title: "Found", text: found.slice(start, end).join("\n\n") || null, absent: "Not there" },
      ),
    );
    return pairs.length ? pairs : [make("p", { class: "govuk-body" }, "They are the same.")];
  }
}

const title = (copy) => `Found unsaved text from ${timeOf(copy.when)}`;
