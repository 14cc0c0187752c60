// Where a character would mean something, and how it is written so that it does not.
// The same as strategies/text/escapes.py.

import { isAsciiPunctuation, isLetter } from "./characters.js";
import { PLACED } from "./signs.js";

const BLOCK_SIGN = /^(#{1,6}(\s|$)|[-+](\s|$)|>)/;
const NUMBER_SIGN = /^([0-9]{1,9})[.)](\s|$)/;
const TABLE_RULE = /^[|:-][\s|:-]*$/;
const CLOSING_HASHES = /(^|\s)(#+)$/;
const IN_ADDRESS = { "|": "%7C", "<": "%3C", ">": "%3E", "\\": "%5C" };
const ENTITY = /&(?=#?[\p{L}\p{N}_]+;)/gu;

/** The character of this atom, with a backslash if it would mean something. */
export function character(line, index) {
  const { char } = line.atoms[index];
  return means(line, index) ? `\\${char}` : char;
}

function means(line, index) {
  const { char, href } = line.atoms[index];
  const after = () => alike(line, index, 1);
  switch (char) {
    case "\\":
      return !after() || isAsciiPunctuation(after());
    case "*":
      return true;
    case "_":
      return !(isLetter(alike(line, index, -1)) && isLetter(after()));
    case "[":
      return Boolean(href) || after() === "@";
    case "]":
      return Boolean(href) || after() === "(";
    case "<":
      return /[A-Za-z]/.test(after());
    case "@":
      // A link that begins with an at sign would read as a citation.
      return Boolean(href) && !line.isJoined(index);
    default:
      return false;
  }
}

/** The character on that side, if no mark or link turns in between; else none. */
function alike(line, index, side) {
  if (!line.isJoined(Math.max(index, index + side))) return "";
  const here = line.atoms[index];
  const there = line.atoms[index + side];
  return here.marks === there.marks ? there.char : "";
}

/** The address as it stands between the round brackets of a link. */
export function address(href) {
  const plain = href
    .replace(/[\s\x85]/g, "%20")
    .replace(/[|<>\\]/g, (sign) => IN_ADDRESS[sign])
    .replace(ENTITY, "\\&");
  return isBalanced(plain) ? plain : plain.replace(/[()]/g, "\\$&");
}

function isBalanced(href) {
  let depth = 0;
  for (const char of href) {
    depth += (char === "(") - (char === ")");
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A line of a paragraph, so that it does not begin another kind of block. */
export function lineStart(line, isFirst) {
  const number = NUMBER_SIGN.exec(line);
  if (number) return `${number[1]}\\${line.slice(number[1].length)}`;
  const begins = BLOCK_SIGN.test(line) || PLACED.test(line) || (!isFirst && TABLE_RULE.test(line));
  return begins ? `\\${line}` : line;
}

/** The text of a heading: hashes at its end would be taken for decoration. */
export const heading = (line) => line.replace(CLOSING_HASHES, "$1\\$2");

/** The text of a cell: an upright stroke would end it. */
export const cell = (line) => line.replaceAll("|", "\\|");
