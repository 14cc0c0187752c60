// What can be cited and placed, as the server lists it; tags in the text hear when it is known.

export class References {
  #address;
  #listeners = new Set();
  #sources = null;
  #records = null;

  constructor(address) {
    this.#address = address;
  }

  /** Ask anew; false where the list could not be had, and what was known stays. */
  async load() {
    try {
      const reply = await fetch(this.#address, { headers: { Accept: "application/json" } });
      if (!reply.ok || reply.redirected) return false;
      const { sources, records } = await reply.json();
      this.#sources = new Map(sources.map((source) => [source.ref.toLowerCase(), source]));
      this.#records = new Map(records.map((record) => [keyOf(record), record]));
    } catch {
      return false;
    }
    for (const tell of this.#listeners) tell();
    return true;
  }

  get areKnown() {
    return this.#sources !== null;
  }

  get sources() {
    return [...(this.#sources?.values() ?? [])];
  }

  get records() {
    return [...(this.#records?.values() ?? [])];
  }

  source(ref) {
    return this.#sources?.get(ref.toLowerCase());
  }

  record(placed) {
    return this.#records?.get(keyOf(placed));
  }

  /** Call when the list changes; returns what stops it. */
  onChange(tell) {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }
}

const keyOf = ({ kind, ref }) => `${kind}:${ref}`;
