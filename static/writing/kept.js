// Copies in this browser of what the server does not have: one for each person, part and tab.

const ROOM = "writing";

export class Kept {
  /** Whether the browser took the last copy. */
  isSafe = true;

  #storage;
  #whose;
  #tab;
  #wall;
  /** Copies are ordered by a count, so that no clock can turn them round. */
  #order = null;

  constructor({ storage, user, part, tab, wall }) {
    this.#storage = storage;
    this.#whose = `${ROOM}:${user}:${part}:`;
    this.#tab = tab;
    this.#wall = wall;
  }

  /** Keep this copy in the place of the last one; null takes it away. */
  put(copy) {
    if (!copy) {
      this.#order = null;
      return this.remove(this.#tab);
    }
    this.#order ??= 1 + Math.max(0, ...this.#all().map(({ order }) => order));
    return this.#write(this.#tab, { ...copy, order: this.#order, when: this.#wall() });
  }

  remove(tab) {
    this.isSafe = true;
    try {
      this.#storage().removeItem(this.#whose + tab);
    } catch {
      // Storage is shut: then nothing was kept either.
    }
  }

  /** Put a copy back that was taken away. */
  restore({ tab, ...copy }) {
    this.#write(tab, copy);
  }

  /** What other tabs kept of this part for this person, the newest first. */
  others() {
    return this.#all().filter((copy) => copy.tab !== this.#tab);
  }

  #write(tab, copy) {
    try {
      this.#storage().setItem(this.#whose + tab, JSON.stringify(copy));
      this.isSafe = true;
    } catch {
      this.isSafe = false;
    }
  }

  #all() {
    try {
      return Object.entries(this.#storage())
        .filter(([name]) => name.startsWith(this.#whose))
        .map(([name, text]) => read(name.slice(this.#whose.length), text))
        .filter(Boolean)
        .sort((one, other) => other.order - one.order);
    } catch {
      return [];
    }
  }
}

function read(tab, text) {
  try {
    const copy = JSON.parse(text);
    const isOurs = typeof copy?.text === "string" && Number.isInteger(copy.base) && Number.isInteger(copy.order);
    return isOurs ? { ...copy, tab } : null;
  } catch {
    return null;
  }
}
