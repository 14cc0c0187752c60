// ProseMirror, put together from its parts.

import { baseKeymap, chainCommands } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";

import * as commands from "./commands.js";
import { lastLine, lineAbove, withLastLine } from "./ends.js";
import { parse } from "./markdown.js";
import { schema } from "./schema.js";
import { headerRow, nextCell } from "./tables.js";
import { citation, placed } from "./tags.js";
import { lists } from "./typing.js";

// Tab is not bound: it leaves the text, also from a list or a table.
const KEYS = {
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-b": commands.bold,
  "Mod-i": commands.italic,
  "Mod-Alt-1": commands.heading,
  "Mod-Alt-2": commands.subheading,
  "Mod-Alt-0": commands.ordinary,
  "Alt-Shift-ArrowRight": commands.indent,
  "Alt-Shift-ArrowLeft": commands.outdent,
  Enter: chainCommands(nextCell, splitListItem(schema.nodes.list_item)),
  "Shift-Enter": commands.lineBreak,
  "Mod-Enter": commands.goOnBelow,
  ArrowUp: lineAbove,
};

// What the toolbar and the foot cover while the page scrolls.
const COVERED = { top: 110, bottom: 110, left: 0, right: 0 };

/** `keys` are more of them; `pasting` are ProseMirror's props about what is pasted or dropped. */
export function createView(place, { markdown, attributes, references, keys, pasting, onChange, onUpdate }) {
  const plugins = [history(), lists, keymap({ ...KEYS, ...keys }), keymap(baseKeymap), tableEditing(), headerRow, lastLine];
  return new EditorView(place, {
    state: EditorState.create({ doc: withLastLine(parse(markdown)), plugins }),
    attributes,
    scrollMargin: COVERED,
    scrollThreshold: COVERED,
    nodeViews: {
      citation: (node) => citation(node.attrs.ref, references),
      placed: (node) => placed(node.attrs, references),
    },
    ...pasting,
    dispatchTransaction(transaction) {
      this.updateState(this.state.apply(transaction));
      if (transaction.docChanged) onChange();
      onUpdate();
    },
  });
}
