// Endless random documents of the rich editor and random texts, the same on every run.

import { schema } from "../../static/editor/schema.js";

const BITS = [
  ...["a", "b ", "word", " ", " ", "*", "**", "_", "__", "[", "]", "(", ")", "](", "[@", "[@E01]"],
  ...["\\", "|", "£", "–", ".", "1.", "2)", "-", "+", "#", "###", ">", "<", "&", "&amp;", "`", "~"],
  ...["!", '"', ":", "@", "'", "0", "=", "---", "€5", "é", "🙂", "𝐀", "²", "٣. ", "https://a.b"],
  ...["[x](https://a.b?c&amp;d)", "&#35;", "<https://a.b>", "[x](https://a.b)", "**bold**", "*it*", "_it_", "[[figure:F1]]", "[[", "]]", "\n", "\t"],
  ...["\u00a0", "\x85", "\u200b", "\ufeff", "\u2028", "\u0301", "\x07", "\ud83d"],
];
const STARTS = [
  ...["", "", "- ", "  - ", "1. ", "   ", "> ", "### ", "# ", "    ", "* ", "10. ", "\t", " "],
  ...["| a | b |\n|---|---|\n| ", "|---|---|", "999999999. ", "- > ", "> 1. ", "[[figure:F1]]"],
];
const ADDRESSES = ["https://a.b", "https://a.b/c_(d)", "https://a.b/x)y&amp;z|w", "mailto:a b@c.d"];

/** A source of random choices that gives the same ones for the same seed. */
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most) => Math.floor(next() * (most + 1));
  return {
    upTo,
    isLucky: (share) => next() < share,
    oneOf: (choices) => choices[upTo(choices.length - 1)],
    some: (most, make, least = 0) => Array.from({ length: least + upTo(most - least) }, make),
  };
}

export function randomText(by) {
  const bits = () => by.some(9, () => by.oneOf(BITS)).join("");
  return by.some(7, () => by.oneOf(STARTS) + bits() + by.oneOf(["\n", "\n", "\n\n"])).join("");
}

export function randomDocument(by) {
  const blocks = by.some(4, () => randomBlock(by), 1);
  const doc = schema.node("doc", null, blocks);
  doc.check();
  return doc;
}

function randomBlock(by) {
  if (by.isLucky(0.1)) return schema.node("placed", { kind: by.oneOf(["figure", "action"]), ref: "F1" });
  if (by.isLucky(0.15)) return schema.node("heading", { level: by.oneOf([3, 4]) }, inline(by, 3));
  return flow(by, 2);
}

function flow(by, depth) {
  const kind = depth ? by.oneOf(["p", "p", "p", "p", "ul", "ul", "ol", "quote", "table"]) : "p";
  const within = () => flow(by, depth - 1);
  const items = () => by.some(3, () => schema.node("list_item", null, by.some(3, within, 1)), 1);
  switch (kind) {
    case "ul":
      return schema.node("bullet_list", null, items());
    case "ol":
      return schema.node("ordered_list", { order: by.oneOf([0, 1, 1, 3, 9, 999_999_999]) }, items());
    case "quote":
      return schema.node("blockquote", null, by.some(2, within, 1));
    case "table":
      return table(by);
    default:
      return schema.node("paragraph", null, inline(by, 5));
  }
}

function table(by) {
  const width = 1 + by.upTo(2);
  const row = (kind) =>
    schema.node("table_row", null, Array.from({ length: width }, () => schema.node(kind, null, inline(by, 2))));
  return schema.node("table", null, [row("table_header"), ...by.some(2, () => row("table_cell"))]);
}

function inline(by, most) {
  return by.some(most, () => {
    if (by.isLucky(0.08)) return schema.node("citation", { ref: by.oneOf(["E01", "A-2"]) });
    if (by.isLucky(0.06)) return schema.node("hard_break");
    return schema.text(by.some(4, () => by.oneOf(BITS), 1).join(""), marks(by));
  });
}

function marks(by) {
  const chosen = [];
  if (by.isLucky(0.2)) chosen.push(schema.mark("link", { href: by.oneOf(ADDRESSES) }));
  if (by.isLucky(0.3)) chosen.push(schema.mark("em"));
  if (by.isLucky(0.3)) chosen.push(schema.mark("strong"));
  return chosen;
}
