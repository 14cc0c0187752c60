// The form on the whole window: all else is out of sight, and out of the keyboard's way.

export class FullScreen {
  #form;
  #outside = [];

  constructor(form) {
    this.#form = form;
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOn || event.isComposing) return;
      event.preventDefault();
      this.toggle();
    });
  }

  get isOn() {
    return this.#form.classList.contains("editor-full");
  }

  toggle() {
    const isOn = this.#form.classList.toggle("editor-full");
    document.documentElement.classList.toggle("editor-under", isOn);
    if (isOn) this.#outside = around(this.#form).filter((one) => !one.inert);
    for (const one of this.#outside) one.inert = isOn;
    this.#form.dispatchEvent(new CustomEvent("fullchange"));
  }
}

/** All that stands beside an element or beside what holds it. */
function around(element) {
  const found = [];
  for (let one = element; one !== document.body; one = one.parentElement) {
    found.push(...[...one.parentElement.children].filter((sibling) => sibling !== one));
  }
  return found;
}
