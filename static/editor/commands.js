// What can be done to the text, as ProseMirror's commands: (state, dispatch) → whether it can be done here.

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";

import { schema } from "./schema.js";

const { nodes, marks } = schema;

export const bold = toggleMark(marks.strong);
export const italic = toggleMark(marks.em);
export const ordinary = setBlockType(nodes.paragraph);
export const heading = toggleHeading(3);
export const subheading = toggleHeading(4);
export const bullets = toggleList(nodes.bullet_list);
export const numbers = toggleList(nodes.ordered_list);
export const indent = sinkListItem(nodes.list_item);
export const outdent = liftListItem(nodes.list_item);

export function quote(state, dispatch) {
  return isInside(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);
}

export function lineBreak(state, dispatch) {
  const { parent } = state.selection.$from;
  if (!parent.inlineContent) return false;
  if (parent.type === nodes.heading || isCell(parent)) return true; // these are one line
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

/** Go on with an ordinary paragraph after this block, whatever it is; one that is there will do. */
export function goOnBelow(state, dispatch) {
  const { $to } = state.selection;
  const after = $to.depth ? $to.after(1) : $to.pos;
  const next = state.doc.resolve(after).nodeAfter;
  if (!dispatch) return true;
  const { tr } = state;
  const isThere = next?.type === nodes.paragraph && !next.content.size;
  if (!isThere) tr.insert(after, nodes.paragraph.create());
  dispatch(caretAt(tr, after + 1).scrollIntoView());
  return true;
}

/** Put the caret at a place, or as near to it as there is text. */
export function caretAt(tr, place) {
  return tr.setSelection(TextSelection.near(tr.doc.resolve(place)));
}

export function isInside({ selection: { $from } }, type) {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return true;
  return false;
}

export const isCell = (node) => node.type === nodes.table_cell || node.type === nodes.table_header;

export function isMarked({ selection, storedMarks, doc }, type) {
  const { empty, $from, from, to } = selection;
  return empty ? Boolean(type.isInSet(storedMarks || $from.marks())) : doc.rangeHasMark(from, to, type);
}

export function isHeading({ selection: { $from } }, level) {
  return $from.parent.type === nodes.heading && $from.parent.attrs.level === level;
}

function toggleHeading(level) {
  return (state, dispatch) =>
    isHeading(state, level) ? ordinary(state, dispatch) : setBlockType(nodes.heading, { level })(state, dispatch);
}

function toggleList(type) {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const isOfItems = (node) => node.firstChild?.type === nodes.list_item;
    const range = $from.blockRange($to, isOfItems);
    if (!range) return wrapInList(type)(state, dispatch);
    if (range.parent.type === type) return outdent(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(range.start - 1, type));
    return true;
  };
}
