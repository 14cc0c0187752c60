// Between the Markdown of the dialect and a document of the rich editor.

import { MarkdownParser } from "prosemirror-markdown";

import { blocksOf } from "./dialect/canonical.js";
import { grammar, withoutUnwritable } from "./dialect/grammar.js";
import { schema } from "./schema.js";

const ignored = { ignore: true };

const parser = new MarkdownParser(schema, grammar, {
  paragraph: { block: "paragraph" },
  heading: { block: "heading", getAttrs: (token) => ({ level: Number(token.tag[1]) }) },
  blockquote: { block: "blockquote" },
  bullet_list: { block: "bullet_list" },
  ordered_list: { block: "ordered_list", getAttrs: (token) => ({ order: Number(token.attrGet("start") ?? 1) }) },
  list_item: { block: "list_item" },
  table: { block: "table" },
  thead: ignored,
  tbody: ignored,
  tr: { block: "table_row" },
  th: { block: "table_header" },
  td: { block: "table_cell" },
  placed: { node: "placed", getAttrs: (token) => token.meta },
  hardbreak: { node: "hard_break" },
  citation: { node: "citation", getAttrs: (token) => token.meta },
  strong: { mark: "strong" },
  em: { mark: "em" },
  link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href") }) },
});

/** The document of any text at all; what cannot be written is left out of it. */
export function parse(markdown) {
  return parser.parse(withoutUnwritable(markdown));
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
