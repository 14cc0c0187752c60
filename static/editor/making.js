// “Make this a priority”: what is selected, carried into the form that adds one, in a new tab.

import { ask } from "./dialog.js";
import { make } from "./elements.js";
import { schema } from "./schema.js";

const LONGEST_TITLE = 200;
const LONGEST_ADDRESS = 3000; // servers take 4,000 characters and little more
const KINDS = [
  ["A priority", "priorities", {}],
  ["An action", "actions", {}],
  ["A strength", "findings", { kind: "strength" }],
  ["A weakness", "findings", { kind: "weakness" }],
  ["An opportunity", "findings", { kind: "opportunity" }],
  ["A challenge", "findings", { kind: "challenge" }],
];

export function askWhatToMake(view, { places, say }) {
  const whole = selected(view.state);
  if (!whole) return say("Select the words first, then choose “Make this a…”.");
  const title = titleOf(whole);
  const text = shortened(whole, title);
  const links = KINDS.map(([words, noun, kind]) => {
    const href = `${places.strategy}${noun}/add/?${new URLSearchParams({ ...kind, title, text })}`;
    return make("li", {}, make("a", { class: "govuk-link", href, target: "_blank", rel: "noopener" }, words));
  });
  const carried = text === whole ? "" : " It holds the first of the words; copy the rest over yourself.";
  return ask(view, {
    title: "Make this a…",
    inside: [
      make("p", { class: "govuk-body" }, `“${title}”`),
      make("ul", { class: "govuk-list" }, ...links),
      make("p", { class: "govuk-hint" }, `The form opens in a new tab. The words stay here too.${carried}`),
    ],
  });
}

function selected({ selection: { from, to }, doc }) {
  const spoken = (leaf) => (leaf.type === schema.nodes.hard_break ? "\n" : "");
  return doc.textBetween(from, to, "\n\n", spoken).replace(/ +(?=[.,;:])/g, "").trim();
}

/** The first sentence, without its full stop. */
export function titleOf(text) {
  const line = text.trim().split("\n")[0].replace(/\s+/g, " ");
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  const title = sentence.replace(/\.$/, "");
  if (title.length <= LONGEST_TITLE) return title;
  return `${cut(title, LONGEST_TITLE - 1)}…`;
}

/** As much of the text as an address can carry, up to the end of a word. */
export function shortened(text, title) {
  const room = LONGEST_ADDRESS - encodeURIComponent(title).length;
  let kept = text;
  while (encodeURIComponent(kept).length > room) kept = cut(kept, Math.floor(kept.length * 0.9));
  return kept;
}

/** The first characters, up to the end of a word and never half a character. */
function cut(text, length) {
  return text.slice(0, length).replace(/\s+\S*$/, "").replace(/[\ud800-\udbff]$/, "");
}
