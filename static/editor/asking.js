// The questions that the toolbar asks: which source, which record, which address, how large a table.

import { Selection } from "prosemirror-state";

import { choose } from "./choosing.js";
import { ask, field } from "./dialog.js";
import { isSafeAddress } from "./dialect/signs.js";
import { schema } from "./schema.js";
import { insertTable } from "./tables.js";
import { nameOf } from "./tags.js";

const { nodes } = schema;
const [MOST_COLUMNS, MOST_ROWS] = [12, 200];
const COLUMNS = `Enter how many columns, from 1 to ${MOST_COLUMNS}`;
const ROWS = `Enter how many rows, from 2 to ${MOST_ROWS}`;
const ADDRESS = "Enter a web address, such as https://www.example.gov.uk, or an email address";

export function askForSource(view, { references, places }) {
  choose(view, {
    title: "Cite evidence",
    noun: "source",
    action: "Cite",
    load: () => references.load(),
    choices: () =>
      references.sources.map(({ ref, title, source, state }) => ({
        value: ref,
        words: `${ref} ${title}`,
        about: [source, state].filter(Boolean).join(", "),
        isClosed: Boolean(state),
      })),
    add: { words: "Add evidence", address: places.evidence },
    onChoose: (ref) => {
      const citation = nodes.citation.create({ ref });
      view.dispatch(view.state.tr.replaceSelectionWith(citation, false).scrollIntoView());
    },
  });
}

export function askForRecord(view, { references, places }) {
  choose(view, {
    title: "Place a figure or record",
    noun: "record",
    action: "Place",
    load: () => references.load(),
    choices: () =>
      references.records.map((record) => ({
        value: `${record.kind}:${record.ref}`,
        words: nameOf(record),
        about: record.title,
      })),
    add: { words: "Add a figure", address: `${places.strategy}figures/add/` },
    onChoose: (value) => {
      const [kind, ref] = value.split(":");
      place(view, nodes.placed.create({ kind, ref }));
    },
  });
}

/** On a line of its own: instead of an empty paragraph, or else after this block. */
function place(view, record) {
  const { tr, selection } = view.state;
  const { $to } = selection;
  const isEmptyLine = $to.depth === 1 && $to.parent.type === nodes.paragraph && !$to.parent.content.size;
  const after = $to.depth ? $to.after(1) : $to.pos;
  const from = isEmptyLine ? $to.before(1) : after;
  tr.replaceWith(from, after, record);
  const below = tr.doc.resolve(from + record.nodeSize);
  if (!below.nodeAfter) tr.insert(below.pos, nodes.paragraph.create());
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(below.pos), 1)).scrollIntoView());
}

export function askForTable(view) {
  const columns = field("Columns", { inputmode: "numeric", class: "govuk-input govuk-input--width-2", value: "3" });
  const rows = field(
    "Rows",
    { inputmode: "numeric", class: "govuk-input govuk-input--width-3", value: "4" },
    "The first row is the header.",
  );
  const act = () => {
    const [width, height] = [columns, rows].map(({ input }) => Number(input.value));
    if (!isWithin(width, 1, MOST_COLUMNS)) return { words: COLUMNS, input: columns.input };
    if (!isWithin(height, 2, MOST_ROWS)) return { words: ROWS, input: rows.input };
    insertTable(width, height)(view.state, view.dispatch);
    return null;
  };
  ask(view, { title: "Add a table", inside: [columns.group, rows.group], action: "Add table", act });
}

const isWithin = (number, least, most) => Number.isInteger(number) && number >= least && number <= most;

export function askForLink(view) {
  const link = linkAt(view.state);
  const { from, to } = link ?? view.state.selection;
  const chosen = view.state.doc.textBetween(from, to, " ");
  const address = field(
    "Web or email address",
    { inputmode: "url", value: link?.href ?? "" },
    "For example, www.example.gov.uk/plan",
  );
  const words = field("Words to show", { value: chosen });
  const act = () => {
    const href = whole(address.input.value.trim());
    if (!isSafeAddress(href)) return { words: ADDRESS, input: address.input };
    linked(view, from, to, href, chosen ? "" : words.input.value.trim() || href.replace(/^mailto:/i, ""));
    return null;
  };
  const unlink = () => view.dispatch(view.state.tr.removeMark(from, to, schema.marks.link));
  ask(view, {
    title: link ? "Change the link" : "Add a link",
    inside: chosen ? [address.group] : [words.group, address.group],
    action: link ? "Change" : "Add link",
    act,
    others: link ? [["Take the link off", unlink]] : [],
  });
}

function linked(view, from, to, href, words) {
  const mark = schema.marks.link.create({ href });
  const { tr } = view.state;
  if (words) tr.replaceWith(from, to, schema.text(words, [mark]));
  else tr.removeMark(from, to, schema.marks.link).addMark(from, to, mark);
  view.dispatch(tr.scrollIntoView());
}

/** As people type addresses: without the https:// or mailto:. */
function whole(typed) {
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(typed)) return `mailto:${typed}`;
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(typed) ? `https://${typed}` : typed;
}

/** The link round the caret, from end to end. */
function linkAt({ selection, doc }) {
  const { $from, empty, from, to } = selection;
  const isLink = (node) => node.marks.find(({ type }) => type === schema.marks.link);
  if (!empty) {
    let href = "";
    doc.nodesBetween(from, to, (node) => {
      href ||= isLink(node)?.attrs.href ?? "";
    });
    return href ? { from, to, href } : null;
  }
  let found = null;
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    const mark = isLink(node);
    if (!mark) return;
    if (found && found.to === start && found.href === mark.attrs.href) found.to += node.nodeSize;
    else if (!found || found.to < from) found = { from: start, to: start + node.nodeSize, href: mark.attrs.href };
  });
  return found && found.from <= from && from <= found.to ? found : null;
}
