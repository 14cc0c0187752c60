// Which marks can be written. The same as strategies/text/marks.py.
//
// Markdown cannot say every combination of bold and italic. Where a mark could not open
// or close it shrinks to where it can, so that what is written reads back as itself.

import { isLetter, isWord } from "./characters.js";
import { BOLD, ITALIC } from "./line.js";

/** Leave the line with only such marks and links as can be written. */
export function settle(line) {
  if (line.atoms.some((atom) => atom.href)) putEdgeSpacesOutsideLinks(line);
  let changed = line.atoms.some((atom) => atom.marks);
  while (changed) {
    const shrunk = shrinkMarks(line);
    changed = dropWedgedItalics(line) || shrunk;
  }
}

function putEdgeSpacesOutsideLinks(line) {
  line.atoms.forEach((atom, index) => {
    const within = line.isJoined(index) && line.isJoined(index + 1);
    if (atom.char === " " && !within) atom.href = "";
  });
}

/** Take marks off atoms where they could not open or close; were there any? */
function shrinkMarks(line) {
  let changed = false;
  for (const mark of [BOLD, ITALIC]) {
    for (let index = 0; index < line.atoms.length; index += 1) {
      if (line.has(index, mark) && shrink(line, index, mark)) changed = true;
    }
  }
  return changed;
}

function shrink(line, index, mark) {
  const opens = !line.runsOn(index, mark);
  const closes = !line.runsOn(index + 1, mark);
  if ((opens || closes) && line.atoms[index].char === " ") {
    line.drop(index, mark);
    return true;
  }
  return (opens && givesWay(line, index, mark, -1)) || (closes && givesWay(line, index, mark, 1));
}

/**
 * Shrink a mark that turns here if it could not, because of what is on that side.
 * At the edge of the line, a link or a citation nothing is in its way.
 */
function givesWay(line, index, mark, side) {
  const isEdge = !line.isJoined(Math.max(index, index + side));
  if (isEdge || !isWord(line.atoms[index + side].char)) return false;
  if (!isLetter(line.atoms[index].char)) {
    line.drop(index, mark);
    return true;
  }
  const bothTurn = line.has(index, ITALIC) && !line.has(index + side, ITALIC);
  if (mark !== BOLD || !bothTurn) return false;
  dropItalicsWithinBold(line, index, -side);
  return true;
}

function dropItalicsWithinBold(line, index, step) {
  for (let at = index; line.has(at, ITALIC) && line.has(at, BOLD); at += step) {
    line.drop(at, ITALIC);
  }
}

/** Italics inside a word that touch a change of bold would read as `***`. */
function dropWedgedItalics(line) {
  let changed = false;
  for (let first = 0; first < line.atoms.length; first += 1) {
    if (!line.has(first, ITALIC) || line.runsOn(first, ITALIC)) continue;
    const last = line.italicsEnd(first);
    if (!isWedged(line, first, last)) continue;
    changed = true;
    for (let at = first; at <= last; at += 1) line.drop(at, ITALIC);
  }
  return changed;
}

function isWedged(line, first, last) {
  const sides = [
    [first, first - 1],
    [last + 1, last + 1],
  ]
    .filter(([turn]) => line.isJoined(turn))
    .map(([turn, beside]) => ({ bold: line.boldTurns(turn), word: isWord(line.atoms[beside].char) }));
  return sides.some(({ bold }) => bold) && sides.some(({ bold, word }) => word && !bold);
}
