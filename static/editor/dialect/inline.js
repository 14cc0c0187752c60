// The text inside one block, as the canonical form writes it.
// The same as strategies/text/inline.py.

import { isWord, writable } from "./characters.js";
import * as escapes from "./escapes.js";
import { BOLD, ITALIC, Line, atom } from "./line.js";
import { settle } from "./marks.js";
import { citationSign } from "./signs.js";

const MARKS = { strong: BOLD, em: ITALIC };
const BREAK = null;

/** The lines that hard breaks cut the block into; empty ones are left out. */
export function inlineLines(block) {
  const lines = [new Line()];
  for (const found of atoms(block)) {
    if (found === BREAK) lines.push(new Line());
    else lines.at(-1).append(found);
  }
  return lines.map(written).filter(Boolean);
}

/** The same in one line, for headings and cells: hard breaks become spaces. */
export function inlineLine(block) {
  const line = new Line();
  for (const found of atoms(block)) line.append(found ?? atom({ char: " " }));
  return written(line);
}

function* atoms(block) {
  for (const node of block.children) {
    if (node.type.name === "citation") yield atom({ ref: node.attrs.ref });
    else if (node.type.name === "hard_break") yield BREAK;
    else yield* characters(node);
  }
}

function* characters(node) {
  const href = node.marks.find((mark) => mark.type.name === "link")?.attrs.href ?? "";
  const marks = node.marks.reduce((sum, mark) => sum | (MARKS[mark.type.name] ?? 0), 0);
  for (const char of writable(node.text)) yield atom({ char, marks, href });
}

function written(line) {
  line.dropLastSpace();
  settle(line);
  let text = "";
  let italicSign = "";
  line.atoms.forEach(({ ref, href, marks }, index) => {
    if (ref) {
      text += citationSign(ref);
      return;
    }
    if (href && !line.isJoined(index)) text += "[";
    if (marks & BOLD && !line.runsOn(index, BOLD)) text += "**";
    if (marks & ITALIC && !line.runsOn(index, ITALIC)) {
      italicSign = signOfItalics(line, index, text);
      text += italicSign;
    }
    text += escapes.character(line, index);
    if (marks & ITALIC && !line.runsOn(index + 1, ITALIC)) text += italicSign;
    if (marks & BOLD && !line.runsOn(index + 1, BOLD)) text += "**";
    if (href && !line.isJoined(index + 1)) text += `](${escapes.address(href)})`;
  });
  return text;
}

/** An underscore; inside a word, where underscores mean nothing, an asterisk. */
function signOfItalics(line, index, before) {
  const last = [...before.slice(-2)].at(-1);
  if (last && isWord(last)) return "*";
  const after = line.italicsEnd(index) + 1;
  if (!line.isJoined(after) || line.boldTurns(after)) return "_";
  return isWord(line.atoms[after].char) ? "*" : "_";
}
