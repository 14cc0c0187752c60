// What others saved, brought into the document while somebody writes in it.

import { blocks, parse } from "./markdown.js";
import { steps } from "../writing/joining.js";
import { keeping } from "../writing/steady.js";

/**
 * Bring the difference between two texts of the server into the document. Caret, selection,
 * scroll and own undo stay. Does nothing and answers false if that touches a block which
 * here differs from the first text.
 */
export function apply(view, from, to) {
  if (view.composing) return false;
  const here = standing(view.state.doc);
  const change = steps(blocks(from), here.map((block) => block.markdown), blocks(to));
  if (!change) return false;
  if (change.length) keepingInSight(view, () => view.dispatch(joined(view.state, here, change)));
  return true;
}

/** The blocks of the document with where they stand; lists that touch are one block. */
function standing(doc) {
  const found = [];
  doc.forEach((node, offset) => {
    const last = found.at(-1);
    const end = offset + node.nodeSize;
    const [markdown] = written(doc, [node]);
    if (last && isList(node) && last.nodes[0].type === node.type) {
      last.nodes.push(node);
      last.to = end;
      [last.markdown] = written(doc, last.nodes);
    } else if (markdown) found.push({ markdown, from: offset, to: end, nodes: [node] });
  });
  return found;
}

const written = (doc, nodes) => blocks(doc.type.create(null, nodes));
const isList = (node) => node.type.name.endsWith("_list");

function joined(state, here, change) {
  const transaction = state.tr;
  for (const { at, remove, insert } of change.reverse()) {
    const nodes = insert.length ? parse(insert.join("\n\n")).content : null;
    if (!remove) transaction.insert(placeOf(here, at), nodes);
    else if (!nodes) transaction.delete(here[at].from, here[at].to);
    else if (isAlike(here[at].nodes, nodes)) narrow(transaction, here[at], nodes.firstChild);
    else transaction.replaceWith(here[at].from, here[at].to, nodes);
  }
  return transaction.setMeta("addToHistory", false).setMeta("remote", true);
}

const placeOf = (here, at) => (at < here.length ? here[at].from : (here.at(-1)?.to ?? 0));

const isAlike = (nodes, others) =>
  nodes.length === 1 && others.childCount === 1 && nodes[0].sameMarkup(others.firstChild);

/** Replace only what differs inside a block, so that a caret elsewhere in it stays put. */
function narrow(transaction, block, node) {
  const [old, next] = [block.nodes[0].content, node.content];
  const start = old.findDiffStart(next);
  if (start === null) return;
  let { a, b } = old.findDiffEnd(next);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  transaction.replace(block.from + 1 + start, block.from + 1 + a, node.slice(start, b));
}

/** Keep the line of the caret at its height while blocks above it grow or shrink. */
function keepingInSight(view, act) {
  if (!view.hasFocus()) act();
  else keeping(() => view.coordsAtPos(view.state.selection.head).top, view.dom, act);
}
