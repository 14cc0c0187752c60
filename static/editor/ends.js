// A way out of tables and records that stand first or last: there is always a line to write on.

import { Plugin } from "prosemirror-state";

import { caretAt } from "./commands.js";
import { schema } from "./schema.js";

const { nodes } = schema;
const CLOSED = new Set([nodes.table, nodes.placed]);
const isClosed = (node) => CLOSED.has(node?.type);

/** The document with an empty paragraph at its end, if nothing could be written there; it is never saved. */
export function withLastLine(doc) {
  return isClosed(doc.lastChild) ? doc.copy(doc.content.addToEnd(nodes.paragraph.create())) : doc;
}

export const lastLine = new Plugin({
  appendTransaction(transactions, before, { doc, tr }) {
    return isClosed(doc.lastChild) ? tr.insert(doc.content.size, nodes.paragraph.create()) : null;
  },
});

/** Up from what stands first makes a line above it. */
export function lineAbove(state, dispatch, view) {
  const { $from } = state.selection;
  if ($from.parent.isTextblock && view && !view.endOfTextblock("up")) return false;
  const isFirst = $from.index(0) === 0 && isClosed(state.doc.firstChild);
  const isInFirstRow = $from.depth < 2 || $from.index(1) === 0;
  if (!isFirst || !isInFirstRow) return false;
  dispatch?.(caretAt(state.tr.insert(0, nodes.paragraph.create()), 1).scrollIntoView());
  return true;
}
