// The line that says what is saved, and what else the writer must know.

import { button, make } from "../editor/elements.js";
import { timeOf } from "./clock.js";

const SAFE = "What you write is kept in this browser meanwhile.";
const FULL = "This browser has no room to keep a copy: leave this page open, or copy your text.";

export class State {
  #line = make("p", { class: "govuk-body", role: "status" });
  #unsaved = make("p", { class: "govuk-body-s portal-meta" });
  #notices = make("div");
  #noticed = new Map();
  #savedAt;
  #text;

  /** `text()` is what is before the writer, to be copied. */
  constructor({ place, text }) {
    place.append(make("div", { class: "portal-writing" }, this.#line, this.#unsaved), this.#notices);
    this.#text = text;
  }

  saved(at, joined = "") {
    if (at) this.#savedAt = at;
    this.#say(`Saved at ${this.#savedAt ?? timeOf(Date.now())}`);
    if (joined) this.#whisper(joined);
    else this.#whisper("");
  }

  /** Someone else's changes came in; nothing of the writer's own was saved or lost. */
  joined(by, at) {
    this.#whisper(`What ${by} changed was brought in at ${at}`);
  }

  changed() {
    if (!this.#line.dataset.trouble) this.#whisper("Not saved yet");
  }

  asking(by) {
    this.#trouble(`You and ${by} both changed the same words. `, link("#writing-asks", "Choose what to go on with"));
    this.#whisper("Both texts are kept in the history.");
  }

  failed(isKept) {
    const since = this.#savedAt ? ` since ${this.#savedAt}` : "";
    this.#trouble(`Not saved${since}: trying again`);
    this.#whisper(isKept ? SAFE : FULL);
  }

  invalid(words, isKept) {
    this.#trouble(`Not saved: ${words}`);
    this.#whisper(isKept ? SAFE : FULL);
  }

  full() {
    this.#whisper(FULL);
  }

  signedOut(address, isKept) {
    const safe = isKept ? "Your text is safe in this browser. " : `${FULL} `;
    this.#trouble(`You have been signed out. ${safe}`, link(address, "Sign in again"));
    this.#whisper(isKept ? "It is saved by itself once you are back." : "");
  }

  someoneElse() {
    this.#stopped("Somebody else has signed in in this browser, so nothing more is saved from this page.");
  }

  refused() {
    this.#stopped("You can no longer write this part, so what you typed since is not saved.");
  }

  locked({ reason, kept_as: keptAs }) {
    const kept = keptAs ? " What you wrote until then is kept in its history; nothing more is saved." : "";
    this.#stopped(`This part can no longer be written: ${reason.replace(/\.$/, "")}.${kept}`);
  }

  resumed() {
    this.#say("");
    this.#whisper("");
  }

  /** Something to know that stays until it is closed, and is said once. */
  notice(name, words) {
    if (this.#noticed.get(name)?.words === words) return;
    this.forget(name);
    const said = make("p", { class: "govuk-body-s", role: "status" }, words);
    const close = button("Close", { class: "portal-link-button", on: { click: () => notice.remove() } });
    const notice = make("div", { class: "portal-writing-notice" }, said, close);
    this.#notices.append(notice);
    this.#noticed.set(name, { words, notice });
  }

  forget(name) {
    this.#noticed.get(name)?.notice.remove();
    this.#noticed.delete(name);
  }

  #stopped(words) {
    this.#trouble(`${words} `, button("Copy your text", { class: "portal-link-button", on: { click: () => this.#copy() } }));
    this.#whisper("");
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#text());
      this.#whisper("Copied.");
    } catch {
      this.#whisper("The browser did not let it be copied: select the text and copy it yourself.");
    }
  }

  #trouble(...words) {
    this.#say(...words);
    this.#line.dataset.trouble = "yes";
  }

  /** Said once: the same words again are no news to a screen reader. */
  #say(...words) {
    const said = words.map((one) => one.textContent ?? one).join("");
    if (this.#line.textContent !== said) this.#line.replaceChildren(...words);
    delete this.#line.dataset.trouble;
  }

  #whisper(words) {
    this.#unsaved.textContent = words;
  }
}

const link = (address, words) => make("a", { class: "govuk-link", href: address }, words);
