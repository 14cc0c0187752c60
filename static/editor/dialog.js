// Questions that are asked beside the text, in the browser's own dialogs.

import { button, make } from "./elements.js";

let asked = 0;

/** A name for an element that no other has. */
export const freshId = (name) => `editor-${name}-${(asked += 1)}`;

/**
 * Ask, and act on the answer: where something is wrong with it, `act` returns the words and
 * the input, and the dialog stays. Escape and Cancel change nothing; the caret is where it was.
 */
export function ask(view, { title, inside, action, act, others = [] }) {
  const titleId = freshId("title");
  const error = make("p", { class: "govuk-error-message", role: "alert" });
  const close = () => {
    dialog.close();
    dialog.remove();
    view.focus();
  };
  const answer = (event) => {
    event.preventDefault();
    for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const wrong = act?.();
    error.textContent = wrong?.words ?? "";
    if (!wrong) {
      close();
      return;
    }
    wrong.input.setAttribute("aria-invalid", "true");
    wrong.input.focus();
  };
  const buttons = make(
    "div",
    { class: "govuk-button-group" },
    action && make("button", { class: "govuk-button", type: "submit" }, action),
    ...others.map(([words, run]) =>
      button(words, { class: "govuk-button govuk-button--secondary", on: { click: () => (close(), run()) } }),
    ),
    button(action ? "Cancel" : "Close", { class: "govuk-button govuk-button--secondary", on: { click: close } }),
  );
  const heading = make("h2", { class: "govuk-heading-m", id: titleId }, title);
  const form = make("form", { novalidate: true, on: { submit: answer } }, heading, error, ...inside, buttons);
  const dialog = make("dialog", { class: "editor-dialog", "aria-labelledby": titleId }, form);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, close };
}

/** A label, a hint and a line to type on. */
export function field(words, attributes = {}, hint = "") {
  const id = freshId("field");
  const hintId = hint && `${id}-hint`;
  const input = make("input", {
    id,
    class: "govuk-input",
    type: "text",
    autocomplete: "off",
    "aria-describedby": hintId || null,
    ...attributes,
  });
  const group = make(
    "div",
    { class: "govuk-form-group" },
    make("label", { class: "govuk-label", for: id }, words),
    hint && make("div", { class: "govuk-hint", id: hintId }, hint),
    input,
  );
  return { group, input };
}
