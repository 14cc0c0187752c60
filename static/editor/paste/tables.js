// Tables: one header row, one line in a cell, no merged cells.

import { all, element, isBlank, texts, unwrap } from "./tree.js";

const WIDEST = 50;
const NEXT_ITEM = "\ue000"; // stands for nothing, so nobody typed it
const INSIDE = "p,ul,ol,li,h1,h2,h3,h4,h5,h6,div,blockquote";

export function flattenTables(body, left) {
  for (const table of all(body, "table")) {
    if (!table.isConnected || table.parentNode.closest("table")) continue;
    flattenInner(table, left);
    table.replaceWith(...flattened(table, left));
  }
}

function flattenInner(table, left) {
  const inner = all(table, "table");
  left.add("inner", inner.length);
  for (const one of inner) one.replaceWith(element(one, "p", [one.textContent.replace(/\s+/g, " ")]));
}

function flattened(table, left) {
  const rows = all(table, "tr");
  const grid = gridOf(rows, left);
  const width = Math.max(0, ...grid.map((cells) => cells.length));
  if (!width) return [];
  if (width === 1 && rows.length === 1) return [...grid[0][0].childNodes]; // a box round some text
  const made = grid.map((cells, row) => {
    const padded = Array.from({ length: width }, (_, column) => cells[column] ?? element(table, "td"));
    return element(table, "tr", padded.map((cell) => oneLine(cell, row === 0)));
  });
  return [element(table, "table", made)];
}

/** Each cell at its place; what a merged cell reached over is left blank. */
function gridOf(rows, left) {
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    for (const cell of row.children) {
      let x = 0;
      while (grid[y][x]) x += 1;
      const width = Math.min(WIDEST, Number(cell.getAttribute("colspan")) || 1);
      const height = Math.min(rows.length - y, Number(cell.getAttribute("rowspan")) || 1);
      if (width > 1 || height > 1) left.add("merged");
      for (let j = 0; j < height; j += 1) {
        for (let i = 0; i < width; i += 1) grid[y + j][x + i] = i || j ? element(cell, "td") : cell;
      }
    }
  });
  return grid;
}

function oneLine(cell, isHeader) {
  const line = element(cell, isHeader ? "th" : "td", isBlank(cell) ? [] : [...cell.childNodes]);
  all(line, "li").forEach((item, number) => number && item.before(NEXT_ITEM));
  for (const block of all(line, INSIDE)) {
    block.before(" ");
    block.after(" ");
    unwrap(block);
  }
  line.normalize();
  for (const text of texts(line)) text.data = text.data.replace(/\s*\ue000\s*/g, "; ");
  for (const end of all(line, "br")) end.replaceWith(" ");
  if (isHeader) for (const bold of all(line, "b,strong")) unwrap(bold);
  return line;
}
