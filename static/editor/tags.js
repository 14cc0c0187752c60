// How a cited source and a placed record look in the text.

import { make } from "./elements.js";

const NAMES = { figure: "Figure", chart: "Chart", priority: "Priority", action: "Action", measure: "Measure", finding: "Finding" };

/** Something in the text that shows what the references say of it, as soon as they say it. */
class Tag {
  #stop;

  constructor(dom, references, draw) {
    this.dom = dom;
    draw();
    this.#stop = references.onChange(draw);
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    this.#stop();
  }
}

/** E01, with title and source as its tooltip and its name; what is wrong with it in words. */
export function citation(ref, references) {
  const dom = make("span", { class: "editor-citation", role: "img" });
  return new Tag(dom, references, () => {
    const found = references.source(ref);
    const problem = found?.state || (references.areKnown && !found ? "unknown" : "");
    const about = found ? [found.title, found.source].filter(Boolean).join(" – ") : "";
    dom.textContent = problem ? `${ref} (${problem})` : ref;
    dom.title = about || (problem ? `${ref} is not in the evidence base` : `Source ${ref}`);
    dom.setAttribute("aria-label", ["Source", dom.textContent, about].filter(Boolean).join(" "));
    dom.classList.toggle("editor-problem", Boolean(problem));
  });
}

/** The record that stands here: what it is, its title, and a figure's picture. */
export function placed(record, references) {
  const dom = make("div", { class: "editor-placed" });
  return new Tag(dom, references, () => {
    const found = references.record(record);
    const isMissing = references.areKnown && !found;
    const words = found?.title || (isMissing ? "There is no such record, so nothing will stand here." : "");
    const picture = found?.picture && make("img", { src: found.picture, alt: found.alternative || "" });
    dom.replaceChildren(...[picture, make("p", {}, make("strong", {}, nameOf(record)), " ", words)].filter(Boolean));
    dom.classList.toggle("editor-problem", isMissing);
  });
}

export const nameOf = ({ kind, ref }) => `${NAMES[kind] ?? kind} ${ref}`;
