// Pasting and dropping: what can stay is cleaned, what cannot is said.

import { Fragment, Slice } from "prosemirror-model";

import { isCell } from "./commands.js";
import { cleaned } from "./paste/clean.js";
import { schema } from "./schema.js";

const LONGEST = 250_000; // characters of words; a part holds 200 KB
const LARGEST = 20_000_000; // characters of HTML
const TOO_LONG = "That is too long to paste in one go: a part holds about 30,000 words. Nothing was pasted.";
const PICTURE = "A picture cannot be pasted into the text. Add it as a figure, then place it here.";

/** ProseMirror's props for it. `say` tells the writer in words; `figure` whether a figure could help. */
export function pasting(say) {
  let left = null;
  return {
    transformPastedHTML(html) {
      const result = cleaned(html);
      left = result.left;
      return result.html;
    },
    handleDOMEvents: {
      paste: (view, event) => refuse(event, event.clipboardData, say),
      drop: (view, event) => refuse(event, event.dataTransfer, say),
    },
    handlePaste(view, event, slice) {
      const words = left?.toString();
      say(words ? `Pasted. ${words}.` : "", { figure: Boolean(left?.has("pictures")) });
      left = null;
      return pasteIntoCell(view, slice);
    },
  };
}

function refuse(event, data, say) {
  const [html, text] = data ? [data.getData("text/html"), data.getData("text/plain")] : ["", ""];
  const isTooLong = text.length > LONGEST || html.length > LARGEST;
  const isPicture = !html && !text && [...(data?.files ?? [])].some(({ type }) => type.startsWith("image/"));
  if (!isTooLong && !isPicture) return false;
  event.preventDefault();
  say(isTooLong ? TOO_LONG : PICTURE, { figure: isPicture });
  return true;
}

/** A cell is one line: paragraphs that are pasted into it follow each other. */
function pasteIntoCell(view, slice) {
  const { $from, $to } = view.state.selection;
  const isTable = slice.content.firstChild?.type.spec.tableRole;
  if (!isCell($from.parent) || !$from.sameParent($to) || isTable || slice.content.firstChild?.isInline) return false;
  const line = oneLine(slice.content);
  view.dispatch(view.state.tr.replaceSelection(new Slice(line, 0, 0)).scrollIntoView());
  return true;
}

function oneLine(content) {
  let line = Fragment.empty;
  content.descendants((node) => {
    if (!node.isTextblock) return true;
    if (line.size) line = line.append(Fragment.from(schema.text(" ")));
    node.forEach((one) => {
      const isBreak = one.type === schema.nodes.hard_break;
      line = line.append(Fragment.from(isBreak ? schema.text(" ") : one));
    });
    return false;
  });
  return line;
}
