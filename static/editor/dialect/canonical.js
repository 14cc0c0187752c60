// The one form every document is written in, and the blocks it is cut into.
// The same as strategies/text/canonical.py, byte for byte.

import * as escapes from "./escapes.js";
import { inlineLine, inlineLines } from "./inline.js";
import { placedSign } from "./signs.js";

const LISTS = ["bullet_list", "ordered_list"];
// A longer number is no longer read as the start of a list item.
const LARGEST_NUMBER = 999_999_999;

// Nodes never change, so what was written of one stands for as long as it does.
const known = new WeakMap();

/** The canonical blocks of the document. */
export function blocksOf(doc) {
  return piecesIn(doc).map((piece) => piece.lines.join("\n"));
}

function linesOf(node) {
  if (!known.has(node)) known.set(node, write(node));
  return known.get(node);
}

function write(node) {
  switch (node.type.name) {
    case "paragraph":
      return paragraph(node);
    case "heading":
      return heading(node);
    case "blockquote":
      return spaced(piecesIn(node)).map((line) => (line ? `> ${line}` : ">"));
    case "table":
      return table(node);
    case "placed":
      return [placedSign(node.attrs)];
    default:
      return list([node]);
  }
}

/** What stands in it that is not empty: its lines, and how a list must place them. */
function piecesIn(node) {
  return gathered(node.children)
    .map(([first, ...others]) => {
      if (!isList(first)) return { lines: linesOf(first), isList: false, needsBlankBefore: false };
      const lines = others.length ? list([first, ...others]) : linesOf(first);
      return { lines, isList: true, needsBlankBefore: firstNumber(first) !== 1 };
    })
    .filter((piece) => piece.lines.length);
}

/** Each block by itself, but lists of one kind with nothing between them together. */
function gathered(nodes) {
  const groups = [];
  for (const node of nodes) {
    const group = groups.at(-1);
    const afterList = group && isList(group[0]);
    if (afterList && node.type === group[0].type) group.push(node);
    else if (!afterList || linesOf(node).length) groups.push([node]);
  }
  return groups;
}

const isList = (node) => LISTS.includes(node.type.name);

/** The lines of the pieces, a blank line between each two. */
function spaced(pieces) {
  return pieces.flatMap(({ lines }, index) => (index ? ["", ...lines] : lines));
}

function paragraph(node) {
  const lines = inlineLines(node).map((line, index) => escapes.lineStart(line, index === 0));
  return lines.map((line, index) => (index < lines.length - 1 ? `${line}\\` : line));
}

function heading(node) {
  const line = inlineLine(node);
  return line ? [`${"#".repeat(node.attrs.level)} ${escapes.heading(line)}`] : [];
}

/** One header row, no alignment, no padding, every row as wide as the widest. */
function table(node) {
  const rows = node.children.map((row) => row.children.map((cell) => escapes.cell(inlineLine(cell))));
  const width = Math.max(...rows.map((row) => row.length));
  const [header, ...body] = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, column) => row[column] ?? "");
    return `| ${cells.join(" | ")} |`;
  });
  return [header, `|${" --- |".repeat(width)}`, ...body];
}

/** One list of all the items that are not empty, numbered from the first number. */
function list(lists) {
  const items = lists.flatMap((node) => node.children.map(piecesIn)).filter((item) => item.length);
  const isLoose = items.some((item) => item.slice(1).some((piece) => !piece.isList));
  const isNumbered = lists[0].type.name === "ordered_list";
  const first = Math.min(firstNumber(lists[0]), LARGEST_NUMBER + 1 - items.length);
  const lines = [];
  items.forEach((pieces, index) => {
    if (index && isLoose) lines.push("");
    lines.push(...itemLines(isNumbered ? `${first + index}. ` : "- ", pieces, isLoose));
  });
  return lines;
}

const firstNumber = (node) => node.attrs.order ?? 1;

/** The lines of one item, its sign before the first and the rest under its text. */
function itemLines(sign, pieces, isLoose) {
  const [first, ...rest] = pieces.flatMap(({ lines, needsBlankBefore }, index) =>
    index && (isLoose || needsBlankBefore) ? ["", ...lines] : lines,
  );
  const indent = " ".repeat(sign.length);
  return [sign + first, ...rest.map((line) => (line ? indent + line : ""))];
}
