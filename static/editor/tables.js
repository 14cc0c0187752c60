// Tables: one header row, always the first; Enter goes from cell to cell, Tab leaves.

import { Plugin } from "prosemirror-state";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  selectedRect,
} from "prosemirror-tables";

import { caretAt } from "./commands.js";
import { schema } from "./schema.js";

const { nodes } = schema;

export { isInTable };
export const rowAbove = addRowBefore;
export const rowBelow = addRowAfter;
export const columnBefore = addColumnBefore;
export const columnAfter = addColumnAfter;
export const removeTable = deleteTable;
export const removeColumn = (state, dispatch) => unlessLast("width", deleteColumn)(state, dispatch);
export const removeRow = (state, dispatch) => unlessLast("height", deleteRow)(state, dispatch);

/** What would take the last row or column takes the table. */
function unlessLast(side, command) {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    return (selectedRect(state).map[side] === 1 ? deleteTable : command)(state, dispatch);
  };
}

export function insertTable(columns, rows) {
  return (state, dispatch) => {
    if (isInTable(state)) return false;
    const row = (type) =>
      nodes.table_row.create(null, Array.from({ length: columns }, () => type.createAndFill()));
    const inside = [row(nodes.table_header), ...Array.from({ length: rows - 1 }, () => row(nodes.table_cell))];
    const tr = state.tr.replaceSelectionWith(nodes.table.create(null, inside));
    const start = tr.mapping.map(state.selection.from, -1);
    dispatch?.(caretAt(tr, firstCellFrom(tr.doc, start)).scrollIntoView());
    return true;
  };
}

function firstCellFrom(doc, start) {
  let found = start;
  doc.nodesBetween(Math.max(0, start - 1), doc.content.size, (node, place) => {
    if (found === start && node.type === nodes.table_header && place >= start - 1) found = place + 1;
    return found === start;
  });
  return found;
}

/** The row with the caret becomes the first, which is the header. */
export function makeHeader(state, dispatch) {
  if (!isInTable(state)) return false;
  const { table, tableStart, top } = selectedRect(state);
  if (top === 0) return false;
  const rows = [];
  table.forEach((row) => rows.push(row));
  const [header] = rows.splice(top, 1);
  const tr = state.tr.replaceWith(tableStart, tableStart + table.content.size, [header, ...rows]);
  dispatch?.(caretAt(tr, tableStart + 2));
  return true;
}

/** To the next cell; from the last one into a new row. */
export function nextCell(state, dispatch, view) {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  addRowAfter(state, dispatch);
  return view ? goToNextCell(1)(view.state, dispatch) : true;
}

/** Keeps the cells of the first row headers, and no others. */
export const headerRow = new Plugin({
  appendTransaction(transactions, before, { doc, tr }) {
    if (!transactions.some((one) => one.docChanged)) return null;
    doc.descendants((node, place) => {
      if (node.type === nodes.table) correctCells(tr, node, place);
      return node.type !== nodes.table && !node.isTextblock;
    });
    return tr.docChanged ? tr : null;
  },
});

function correctCells(tr, table, start) {
  table.forEach((row, offset, index) => {
    const wanted = index ? nodes.table_cell : nodes.table_header;
    row.forEach((cell, inRow) => {
      if (cell.type !== wanted) tr.setNodeMarkup(start + 1 + offset + 1 + inRow, wanted, cell.attrs);
    });
  });
}
