// Two texts side by side, with the words that differ marked.

import { make } from "../editor/elements.js";
import { places } from "./joining.js";

const WORD = /\s*\S+\s*/g;

/** Two columns, each a `{title, text}`; where a text is null, `absent` says so. */
export function beside(one, other) {
  const [old, next] = [one, other].map(({ text }) => (text ?? "").match(WORD) ?? []);
  const standing = places(bare(old), bare(next));
  const shared = new Set(standing);
  return make(
    "div",
    { class: "portal-columns portal-diff" },
    column(one, marked(old, (index) => standing[index] >= 0)),
    column(other, marked(next, (index) => shared.has(index))),
  );
}

const bare = (words) => words.map((word) => word.trim());

function column({ title, text, absent = "Taken out" }, pieces) {
  const words = text === null ? [make("em", {}, absent)] : pieces;
  return make(
    "div",
    {},
    make("h4", { class: "govuk-heading-s govuk-!-margin-bottom-1" }, title),
    make("p", { class: "govuk-body portal-wrap portal-lines" }, ...words),
  );
}

/** Runs of words; those that the other text does not have are marked. */
function marked(words, isShared) {
  const pieces = [];
  for (const [index, word] of words.entries()) {
    const shared = isShared(index);
    if (pieces.at(-1)?.shared === shared) pieces.at(-1).words += word;
    else pieces.push({ shared, words: word });
  }
  return pieces.map(({ shared, words: run }) => (shared ? run : make("mark", {}, run)));
}
