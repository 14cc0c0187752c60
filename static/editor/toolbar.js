// The toolbar: one stop of the Tab key, arrows inside, Escape back to the text.

import { GROUPS, OF_TABLES } from "./buttons.js";
import { button, make } from "./elements.js";
import { isInTable } from "./tables.js";

const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl+";

export class Toolbar {
  #view;
  #known;
  #buttons = [];
  #ofTables;

  /** `known` is what the editor knows: references, places, full, say. */
  constructor(bodyId, known) {
    this.#known = known;
    const groups = GROUPS.map((group) => make("div", { class: "editor-group" }, ...this.#add(group)));
    this.#ofTables = make(
      "div",
      { class: "editor-group editor-of-tables", role: "group", "aria-label": "Table", hidden: true },
      ...this.#add(OF_TABLES),
    );
    this.element = make(
      "div",
      { class: "editor-toolbar", role: "toolbar", "aria-label": "Formatting", "aria-controls": bodyId },
      ...groups,
      this.#ofTables,
    );
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#rest(this.#buttons[0]);
  }

  attach(view) {
    this.#view = view;
    this.update();
  }

  /** Show what is true where the caret is. */
  update() {
    const { state } = this.#view;
    this.#showTables(isInTable(state));
    for (const { element, isOn, isOff } of this.#buttons) {
      if (isOn) set(element, "aria-pressed", String(Boolean(isOn(state, this.#known))));
      if (isOff) set(element, "aria-disabled", String(isOff(state)));
    }
    if (this.#ofTables.hidden && this.#ofTables.contains(this.#resting)) this.#rest(this.#buttons[0]);
  }

  focus() {
    this.#resting.focus();
  }

  open(name) {
    this.#press(this.#buttons.find((one) => one.name === name));
  }

  get #resting() {
    return this.element.querySelector('[tabindex="0"]');
  }

  /** Their buttons come and go with the caret; what is below them stays where it is. */
  #showTables(isShown) {
    if (this.#ofTables.hidden !== isShown) return;
    const { dom } = this.#view;
    const before = dom.getBoundingClientRect().top;
    this.#ofTables.hidden = !isShown;
    const scroller = dom.closest(".editor-full") ?? window;
    scroller.scrollBy(0, dom.getBoundingClientRect().top - before);
  }

  #add(group) {
    return group.map((one) => {
      const element = button(one.face?.() ?? one.words, {
        class: one.face ? "editor-button editor-drawn" : "editor-button",
        "data-name": one.name,
        "aria-label": one.face && one.words,
        title: tip(one),
        tabindex: -1,
      });
      // The text keeps its caret and selection while buttons are clicked.
      element.addEventListener("mousedown", (event) => event.preventDefault());
      const whole = { ...one, element };
      element.addEventListener("click", () => this.#press(whole));
      this.#buttons.push(whole);
      return element;
    });
  }

  #press({ run, open, isOff, element }) {
    this.#rest({ element });
    if (isOff?.(this.#view.state)) return;
    if (open) open(this.#view, this.#known);
    else run(this.#view.state, this.#view.dispatch, this.#view);
    if (run) this.#view.focus();
    this.update();
  }

  #rest({ element }) {
    for (const one of this.#buttons) one.element.tabIndex = one.element === element ? 0 : -1;
  }

  #onKey(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#view.focus();
      return;
    }
    const shown = this.#buttons.filter(({ element }) => !element.closest("[hidden]"));
    const at = shown.findIndex(({ element }) => element === document.activeElement);
    const last = shown.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#rest(shown[to]);
    this.focus();
  }
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function tip({ words, face, keys }) {
  if (keys) return `${words} (${COMMAND_KEY}${keys})`;
  return face && words;
}
