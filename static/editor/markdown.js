// Between the Markdown of the dialect and a document of the rich editor.

import { Mark } from "prosemirror-model";

import { blocksOf } from "./dialect/canonical.js";
import { tokensOf } from "./dialect/grammar.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/** What each kind of token opens; what has no name here, as thead, opens nothing. */
const BLOCKS = {
  paragraph_open: nodes.paragraph,
  heading_open: nodes.heading,
  blockquote_open: nodes.blockquote,
  bullet_list_open: nodes.bullet_list,
  ordered_list_open: nodes.ordered_list,
  list_item_open: nodes.list_item,
  table_open: nodes.table,
  tr_open: nodes.table_row,
  th_open: nodes.table_header,
  td_open: nodes.table_cell,
};
const MARKS = { strong_open: marks.strong, em_open: marks.em, link_open: marks.link };

/** The document of any text at all; what cannot be written is left out of it. */
export function parse(markdown) {
  const root = { type: nodes.doc, attrs: null, content: [] };
  const open = [root];
  for (const token of tokensOf(markdown)) {
    const { content } = open.at(-1);
    const type = BLOCKS[token.type];
    if (type) open.push({ type, attrs: attributes(token), content: [] });
    else if (token.type === "inline") content.push(...inlineNodes(token.children));
    else if (token.type === "placed") content.push(nodes.placed.create(token.meta));
    else if (BLOCKS[token.type.replace("_close", "_open")]) close(open);
  }
  return made(root);
}

function attributes(token) {
  if (token.type === "heading_open") return { level: Number(token.tag[1]) };
  if (token.type === "ordered_list_open") return { order: Number(token.attrGet("start") ?? 1) };
  return null;
}

function close(open) {
  const node = made(open.pop());
  open.at(-1).content.push(node);
}

const made = ({ type, attrs, content }) => type.createAndFill(attrs, content);

function inlineNodes(tokens) {
  const around = [];
  let within = Mark.none;
  const found = [];
  for (const token of tokens) {
    if (token.nesting === 1) {
      around.push(within);
      within = markOf(token).addToSet(within);
    } else if (token.nesting === -1) {
      within = around.pop();
    } else {
      found.push(...leaf(token, within));
    }
  }
  return found;
}

function markOf(token) {
  return MARKS[token.type].create({ href: token.attrGet("href") });
}

function leaf(token, within) {
  if (token.type === "citation") return [nodes.citation.create(token.meta, null, within)];
  if (token.type === "hardbreak") return [nodes.hard_break.create(null, null, within)];
  const words = token.type === "softbreak" ? " " : token.content;
  return words ? [schema.text(words, within)] : [];
}

/** The canonical blocks of a text or a document, as the server's `split` gives them. */
export function blocks(source) {
  return blocksOf(typeof source === "string" ? parse(source) : source);
}

/** The canonical text of a document, as the server's `canonical` gives it. */
export function serialise(doc) {
  const text = blocks(doc).join("\n\n");
  return text && `${text}\n`;
}
