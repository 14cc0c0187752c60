// Toolbar, note and text of the rich editor, built beside a textarea.

import { make } from "./elements.js";
import { FullScreen } from "./full.js";
import { Note } from "./note.js";
import { pasting } from "./pasting.js";
import { References } from "./references.js";
import { Toolbar } from "./toolbar.js";
import { createView } from "./view.js";

const KEYS = "Press Alt and F10 for the buttons. Press Tab to leave the text.";

/** `onChange` hears of every change to the text. */
export function buildDesk(box, onChange) {
  const { form } = box;
  const id = `${box.id}-rich`;
  const places = { strategy: form.dataset.strategy, evidence: form.dataset.evidence };
  const references = new References(form.dataset.references);
  const note = new Note(places);
  const say = (words, more) => note.say(words, more);
  const toolbar = new Toolbar(id, { references, places, say, full: new FullScreen(form) });
  const place = make("div");
  const hint = make("p", { class: "govuk-hint editor-keys", id: `${id}-keys` }, KEYS);
  const element = make("div", { class: "editor" }, toolbar.element, note.element, place, hint);
  box.after(element);
  const view = createView(place, {
    markdown: box.value,
    attributes: { ...described(box, hint), id, class: "editor-text portal-text" },
    references,
    keys: { "Alt-F10": () => (toolbar.focus(), true), "Mod-k": () => (toolbar.open("link"), true) },
    pasting: pasting(say),
    onChange,
    onUpdate: () => toolbar.update(),
  });
  toolbar.attach(view);
  form.addEventListener("fullchange", () => toolbar.update());
  references.load();
  return { element, view };
}

/** What assistive technology is told of the text: all it was told of the textarea, and the keys. */
function described(box, hint) {
  const label = box.labels[0];
  label.id ||= `${box.id}-label`;
  const others = box.getAttribute("aria-describedby") ?? "";
  return {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
    "aria-describedby": `${others} ${hint.id}`.trim(),
    ...(others.includes("-error") && { "aria-invalid": "true" }),
    spellcheck: "true",
    lang: "en-GB",
  };
}
