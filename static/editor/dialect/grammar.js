// What our Markdown can say: the parser of the dialect.
// The same rules as strategies/text/grammar.py, so a change here is a change there.

import MarkdownIt from "markdown-it";
import parseLinkDestination from "markdown-it/lib/helpers/parse_link_destination.mjs";

import { isSpace, writable } from "./characters.js";
import { CITATION, PLACED, isSafeAddress } from "./signs.js";

// The library's own limit of 20 silently drops what is nested deeper.
const NESTING = 100;
// What stands in an item of a list is at least this far in.
const LEAST_INDENT = 2;

const LEFT_OUT = [
  "code",
  "fence",
  "hr",
  "html_block",
  "lheading",
  "reference",
  "backticks",
  "html_inline",
  "image",
  "entity",
];

const LINE_ENDS = { "\r\n": "\n", "\r": "\n", "\x0b": "\n", "\u2028": "\n", "\u2029": "\n\n" };
const LINE_END = /\r\n|[\r\x0b\u2028\u2029]/g;

/** The text with plain line ends and without control and zero-width characters. */
function withoutUnwritable(text) {
  return writable(text.replace(LINE_END, (end) => LINE_ENDS[end]));
}

function placed(state, startLine, endLine, isSilent) {
  if (state.level > 0 && !(isSilent && endsEverything(state, startLine))) return false;
  const start = state.bMarks[startLine] + state.tShift[startLine];
  const found = PLACED.exec(trimmed(state.src.slice(start, state.eMarks[startLine])));
  if (!found) return false;
  if (!isSilent) {
    const token = state.push("placed", "", 0);
    token.meta = { kind: found[1], ref: found[2] };
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
  }
  return true;
}

/** Does the line, if it can, end every list and quote around the one before it? */
function endsEverything(state, line) {
  const start = state.bMarks[line];
  const isWhole = start === 0 || state.src[start - 1] === "\n";
  return isWhole && state.sCount[line] < LEAST_INDENT;
}

function trimmed(line) {
  let [start, end] = [0, line.length];
  while (start < end && isSpace(line[start])) start += 1;
  while (end > start && isSpace(line[end - 1])) end -= 1;
  return line.slice(start, end);
}

function citation(state, isSilent) {
  CITATION.lastIndex = state.pos;
  const found = CITATION.exec(state.src);
  if (!found) return false;
  if (!isSilent) {
    const token = state.push("citation", "", 0);
    token.meta = { ref: found[1] };
    token.content = found[0];
  }
  state.pos += found[0].length;
  return true;
}

// For each line that is read, the last place in it where a link can turn.
const lastTurns = new WeakMap();

/**
 * Read a bracket that no link can follow as itself. The link rule would look for its end
 * anew from every bracket: 200,000 of them in a line would take minutes.
 */
function bracket(state, isSilent) {
  if (state.src[state.pos] !== "[") return false;
  if (!lastTurns.has(state)) lastTurns.set(state, state.src.lastIndexOf("]("));
  if (state.pos < lastTurns.get(state)) return false;
  if (!isSilent) state.pending += "[";
  state.pos += 1;
  return true;
}

/** The library trims spaces of any script off a text in Python, but not here. */
function trimTexts(state) {
  for (const token of state.tokens) {
    if (token.type === "inline") token.content = token.content.trim();
  }
}

/** Headings are third or fourth level; inside a list or quote they are paragraphs. */
function twoHeadingLevels(state) {
  let depth = 0;
  for (const token of state.tokens) {
    if (/^(list_item|blockquote)_/.test(token.type)) {
      depth += token.nesting;
    } else if (token.type.startsWith("heading_")) {
      if (depth) {
        token.type = token.type.replace("heading", "paragraph");
        token.tag = "p";
      } else {
        token.tag = token.tag <= "h3" ? "h3" : "h4";
      }
    }
  }
}

/** A link without an address is its text. */
function noEmptyLinks(state) {
  for (const token of state.tokens) {
    if (token.children?.some(isEmptyLink)) token.children = withoutEmptyLinks(token.children);
  }
}

const isEmptyLink = (token) => token.type === "link_open" && !token.attrGet("href");

function withoutEmptyLinks(tokens) {
  let isEmpty = false;
  return tokens.filter((token) => {
    if (token.type === "link_open") isEmpty = isEmptyLink(token);
    return !(isEmpty && /^link_/.test(token.type));
  });
}

/** The address of a link as it is written: entities mean nothing in it either. */
function linkDestination(text, start, end) {
  const found = parseLinkDestination(text, start, end);
  const written = text.slice(start, found.pos);
  if (found.ok) found.str = unescaped(written.startsWith("<") ? written.slice(1, -1) : written);
  return found;
}

const unescaped = (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

function dialect() {
  const parser = new MarkdownIt("commonmark", { html: false });
  parser.set({ maxNesting: NESTING });
  parser.enable("table").disable(LEFT_OUT);
  parser.helpers.parseLinkDestination = linkDestination;
  parser.validateLink = isSafeAddress;
  parser.normalizeLink = parser.normalizeLinkText = (address) => address;
  parser.block.ruler.before("table", "placed", placed, { alt: ["paragraph", "blockquote"] });
  parser.inline.ruler.before("link", "citation", citation);
  parser.inline.ruler.before("link", "bracket", bracket);
  parser.core.ruler.before("inline", "trim", trimTexts);
  parser.core.ruler.push("levels", twoHeadingLevels);
  parser.core.ruler.push("empty_links", noEmptyLinks);
  return parser;
}

const grammar = dialect();

/** The tokens of any text at all; what cannot be written is left out of it. */
export function tokensOf(text) {
  return grammar.parse(withoutUnwritable(text), {});
}
