// The small question asked every few seconds: who is here, and is there anything newer?

export const EVERY = 5_000;
export const EVERY_HIDDEN = 15_000;

export class Presence {
  #ask;
  #hear;
  #timer = null;
  #asking = false;

  /** `ask()` is a promise of an answer, `hear(answer)` does something about it. */
  constructor({ ask, hear }) {
    this.#ask = ask;
    this.#hear = hear;
  }

  start() {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.soon();
    });
    this.soon();
  }

  async soon() {
    clearTimeout(this.#timer);
    if (this.#asking) return;
    this.#asking = true;
    try {
      this.#hear(await this.#ask());
    } finally {
      this.#asking = false;
      this.#timer = setTimeout(() => this.soon(), document.hidden ? EVERY_HIDDEN : EVERY);
    }
  }
}
