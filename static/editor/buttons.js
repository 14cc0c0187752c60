// Every button of the toolbar: what it is called, what it does, and when it is pressed in.

import { redo, undo } from "prosemirror-history";

import { askForLink, askForRecord, askForSource, askForTable } from "./asking.js";
import * as commands from "./commands.js";
import { make } from "./elements.js";
import { icon } from "./icons.js";
import { askWhatToMake } from "./making.js";
import { schema } from "./schema.js";
import * as tables from "./tables.js";

const { nodes, marks } = schema;
const letter = (name, words) => make("span", { class: `editor-letter editor-${name}`, "aria-hidden": "true" }, words);

/** A button that changes the text: `run` is a command, `isOn` whether it has been done here. */
const does = (name, words, run, more = {}) => ({ name, words, run, isOff: (state) => !run(state), ...more });
/** A button that asks first: `open` is given the view and all that the editor knows. */
const asks = (name, words, open, more = {}) => ({ name, words, open, ...more });

const GROUPS = [
  [
    does("heading", "Heading", commands.heading, { keys: "Alt+1", isOn: (state) => commands.isHeading(state, 3) }),
    does("subheading", "Subheading", commands.subheading, {
      keys: "Alt+2",
      isOn: (state) => commands.isHeading(state, 4),
    }),
  ],
  [
    does("bold", "Bold", commands.bold, {
      keys: "B",
      face: () => letter("bold", "B"),
      isOn: (state) => commands.isMarked(state, marks.strong),
    }),
    does("italic", "Italic", commands.italic, {
      keys: "I",
      face: () => letter("italic", "I"),
      isOn: (state) => commands.isMarked(state, marks.em),
    }),
    asks("link", "Link", askForLink, {
      keys: "K",
      face: () => icon("link"),
      isOn: (state) => commands.isMarked(state, marks.link),
    }),
  ],
  [
    does("bullets", "Bullets", commands.bullets, {
      face: () => icon("bullets"),
      isOn: (state) => commands.isInside(state, nodes.bullet_list),
    }),
    does("numbers", "Numbers", commands.numbers, {
      face: () => icon("numbers"),
      isOn: (state) => commands.isInside(state, nodes.ordered_list),
    }),
    does("outdent", "Move list item out", commands.outdent, { face: () => icon("outdent") }),
    does("indent", "Move list item in", commands.indent, { face: () => icon("indent") }),
    does("quote", "Quotation", commands.quote, {
      face: () => icon("quote"),
      isOn: (state) => commands.isInside(state, nodes.blockquote),
    }),
  ],
  [
    does("undo", "Undo", undo, { keys: "Z", face: () => icon("undo") }),
    does("redo", "Redo", redo, { keys: "Y", face: () => icon("redo") }),
    asks("full", "Full screen", (view, { full }) => full.toggle(), {
      face: () => icon("full"),
      isOn: (state, { full }) => full.isOn,
    }),
  ],
  [
    asks("table", "Table", askForTable, { face: () => icon("table"), isOff: tables.isInTable }),
    asks("cite", "Cite evidence", askForSource),
    asks("place", "Place a figure", askForRecord),
    asks("make", "Make this a…", askWhatToMake),
  ],
];

const OF_TABLES = [
  does("row-above", "Row above", tables.rowAbove),
  does("row-below", "Row below", tables.rowBelow),
  does("column-before", "Column before", tables.columnBefore),
  does("column-after", "Column after", tables.columnAfter),
  does("make-header", "Make header", tables.makeHeader),
  does("remove-row", "Delete row", tables.removeRow),
  does("remove-column", "Delete column", tables.removeColumn),
  does("remove-table", "Delete table", tables.removeTable),
];

export { GROUPS, OF_TABLES };
