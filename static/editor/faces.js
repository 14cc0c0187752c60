// Which face a writer sees, the rich one or the plain box, and the change from one to the other.

import { button, make } from "./elements.js";
import { RichFace } from "./rich.js";

const FAILED = "The formatting buttons could not be loaded. You can carry on in this box.";

export class Faces {
  #box;
  #rich = null;
  #switch = button("", { class: "portal-link-button", on: { click: () => this.#change() } });

  constructor(box) {
    this.#box = box;
    const place = make("p", { class: "govuk-body editor-switch" }, this.#switch);
    leadTo(box);
    if (box.form.dataset.plain !== "yes") this.#showRich();
    (box.closest(".govuk-form-group") ?? box).append(place);
    this.#say();
  }

  get #isRich() {
    return Boolean(this.#rich?.isShown);
  }

  #change() {
    if (this.#isRich) this.#showPlain();
    else this.#showRich();
    this.#say();
    (this.#box.face ?? this.#box).focus();
    this.#remember();
  }

  /** The textarea goes last: until the rich face stands, it is there to write in. */
  #showRich() {
    try {
      this.#rich ??= new RichFace(this.#box);
      this.#rich.show();
      this.#box.face = this.#rich;
    } catch (fault) {
      this.#fail(fault);
    }
    this.#tell();
  }

  #showPlain() {
    this.#rich.hide();
    delete this.#box.face;
    this.#tell();
  }

  #fail(fault) {
    console.warn("The rich editor did not start; the plain box is in use.", fault);
    this.#rich?.destroy();
    this.#rich = null;
    this.#box.parentNode.querySelector(".editor")?.remove();
    this.#switch.hidden = true;
    this.#box.hidden = false;
    this.#box.before(make("p", { class: "govuk-body", role: "status" }, FAILED));
  }

  #say() {
    this.#switch.textContent = this.#isRich ? "Edit as plain text" : "Edit with formatting";
    for (const one of document.querySelectorAll("[data-for-plain]")) one.hidden = this.#isRich;
    for (const one of document.querySelectorAll("[data-for-rich]")) one.hidden = !this.#isRich;
  }

  #tell() {
    this.#box.dispatchEvent(new CustomEvent("facechange", { bubbles: true }));
  }

  /** The choice is a convenience: where it cannot be kept, nothing is lost. */
  #remember() {
    const { form } = this.#box;
    const body = new URLSearchParams({
      plain: this.#isRich ? "0" : "1",
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    const headers = { Accept: "application/json" };
    fetch(form.dataset.preference, { method: "POST", body, headers }).catch(() => {});
  }
}

/** Its label and links to its errors lead to the text, whatever its face is. */
function leadTo(box) {
  const links = [...box.labels, ...document.querySelectorAll(`a[href="#${box.id}"]`)];
  for (const one of links) {
    one.addEventListener("click", (event) => {
      if (!box.face) return;
      event.preventDefault();
      box.face.focus();
    });
  }
}
