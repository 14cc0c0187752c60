// What a document in the rich editor can be made of: no more than the dialect can say.

import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

import { citationSign, isCitable, isPlaceable, isSafeAddress, placedSign } from "./dialect/signs.js";

// Cells are never merged and have no widths, so nothing of theirs becomes a style.
const tables = tableNodes({ tableGroup: "block flow", cellContent: "inline*", cellAttributes: {} });
tables.table.toDOM = () => ["table", { class: "govuk-table" }, ["tbody", 0]];
tables.table_header.toDOM = () => ["th", { scope: "col" }, 0];
tables.table_cell.toDOM = () => ["td", 0];

const headingRules = [1, 2, 3, 4, 5, 6].map((level) => ({
  tag: `h${level}`,
  attrs: { level: level > 3 ? 4 : 3 },
}));

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    content: "inline*",
    group: "block flow",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },
  heading: {
    content: "inline*",
    group: "block",
    defining: true,
    attrs: { level: { default: 3 } },
    parseDOM: headingRules,
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  },
  bullet_list: {
    content: "list_item+",
    group: "block flow",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  ordered_list: {
    content: "list_item+",
    group: "block flow",
    attrs: { order: { default: 1 } },
    parseDOM: [{ tag: "ol", getAttrs: (list) => ({ order: firstNumber(list) }) }],
    toDOM: ({ attrs }) => (attrs.order === 1 ? ["ol", 0] : ["ol", { start: attrs.order }, 0]),
  },
  list_item: {
    content: "flow+",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },
  blockquote: {
    content: "flow+",
    group: "block flow",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  ...tables,
  placed: {
    group: "block",
    atom: true,
    selectable: true,
    attrs: { kind: {}, ref: {} },
    leafText: (node) => placedSign(node.attrs),
    parseDOM: [{ tag: "div[data-kind][data-ref]", getAttrs: placedRecord }],
    toDOM: ({ attrs }) => [
      "div",
      { class: "placed", "data-kind": attrs.kind, "data-ref": attrs.ref },
      placedSign(attrs),
    ],
  },
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  citation: {
    inline: true,
    group: "inline",
    atom: true,
    selectable: true,
    attrs: { ref: {} },
    leafText: (node) => citationSign(node.attrs.ref),
    parseDOM: [{ tag: "span[data-cite]", getAttrs: citedSource }],
    toDOM: ({ attrs }) => ["span", { class: "citation", "data-cite": attrs.ref }, attrs.ref],
  },
};

const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: safeLink }],
    toDOM: ({ attrs }) => ["a", { href: attrs.href, rel: "noopener" }, 0],
  },
  em: {
    parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }],
    toDOM: () => ["em", 0],
  },
  strong: {
    parseDOM: [
      { tag: "strong" },
      { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null },
      { style: "font-weight", getAttrs: (weight) => /^(bold(er)?|[5-9]\d{2,})$/.test(weight) && null },
    ],
    toDOM: () => ["strong", 0],
  },
};

function firstNumber(list) {
  if (!list.hasAttribute("start")) return 1;
  return Math.max(0, Math.trunc(Number(list.getAttribute("start"))) || 0);
}

function placedRecord({ dataset: { kind, ref } }) {
  return isPlaceable({ kind, ref }) && { kind, ref };
}

function citedSource({ dataset: { cite } }) {
  return isCitable(cite) && { ref: cite };
}

function safeLink(link) {
  const href = link.getAttribute("href");
  return isSafeAddress(href) && { href };
}

export const schema = new Schema({ nodes, marks });
