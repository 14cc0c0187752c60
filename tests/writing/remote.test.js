import assert from "node:assert/strict";
import { test } from "node:test";

import { history, undo } from "prosemirror-history";
import { EditorState, TextSelection } from "prosemirror-state";

import { parse, serialise } from "../../static/editor/markdown.js";
import { apply } from "../../static/editor/remote.js";

const BLOCKS = [
  "One fact [@E01] and **another** one.",
  "### Heading",
  "- first\n- second\n  - inside\n- third",
  "1. one\n2. two",
  "> Quoted words\n>\n> and more.",
  "| a | b |\n| --- | --- |\n| 1 | 2 |",
  "[[figure:F1]]",
  "A line\\\nbroken _here_.",
  "Plain words at the end.",
];
const joined = (blocks) => (blocks.length ? `${blocks.join("\n\n")}\n` : "");

/** As much of an editor as a change from elsewhere needs. */
class View {
  composing = false;

  constructor(markdown) {
    this.state = EditorState.create({ doc: parse(markdown), plugins: [history()] });
  }

  get text() {
    return serialise(this.state.doc);
  }

  get beforeCaret() {
    return this.state.selection.$head.parent.textContent.slice(0, this.state.selection.$head.parentOffset);
  }

  hasFocus = () => false;

  dispatch = (transaction) => {
    this.state = this.state.apply(transaction);
  };

  /** Put the caret behind these words. */
  goesTo(words) {
    let place = null;
    this.state.doc.descendants((node, position) => {
      if (node.isText && node.text.includes(words)) place = position + node.text.indexOf(words) + words.length;
    });
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, place)));
  }

  types(words) {
    this.dispatch(this.state.tr.insertText(words));
  }
}

function chances(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function changed(blocks, chance) {
  const others = [...blocks];
  for (let times = chance(4); times >= 0; times -= 1) {
    const at = chance(others.length + 1);
    const act = chance(3);
    if (act === 0) others.splice(at, 0, BLOCKS[chance(BLOCKS.length)]);
    if (act === 1) others.splice(at, 1);
    if (act === 2 && at < others.length) others[at] = others[at].replace(/(one|first|words|Plain|a) /i, "$1 new ");
  }
  return others;
}

test("whatever others change comes out as they have it, where nothing was changed here", () => {
  const chance = chances(2018);
  for (let round = 0; round < 500; round += 1) {
    const blocks = Array.from({ length: chance(8) }, () => BLOCKS[chance(BLOCKS.length)]);
    const [before, after] = [blocks, changed(blocks, chance)].map((some) => serialise(parse(joined(some))));
    const view = new View(before);

    assert.equal(apply(view, before, after), true);
    assert.equal(view.text, after);
  }
});

test("caret and own undo stay with the words that are being written", () => {
  const before = joined(BLOCKS);
  const view = new View(before);
  view.goesTo("Plain words");
  view.types(" of mine");
  const after = joined(["New first.", ...BLOCKS.slice(2), "New last."]);

  assert.equal(apply(view, before, after), true);
  assert.equal(view.beforeCaret, "Plain words of mine");
  assert.match(view.text, /^New first\..*of mine at the end\.\n\nNew last\.\n$/s);
  undo(view.state, view.dispatch);
  assert.equal(view.text, after);
});

test("a change before the caret in its own block moves the caret with its word", () => {
  const view = new View("One two three.\n");
  view.goesTo("two");

  assert.equal(apply(view, "One two three.\n", "Zero one two three.\n"), true);
  assert.equal(view.beforeCaret, "Zero one two");
});

test("only what differs in a list is replaced", () => {
  const view = new View("- first\n- second\n- third\n");
  view.goesTo("sec");

  assert.equal(apply(view, "- first\n- second\n- third\n", "- first\n- second\n- new\n- third, longer\n"), true);
  assert.equal(view.beforeCaret, "sec");
});

test("a block that is being written is not touched, nor anything else with it", () => {
  const view = new View("One.\n\nTwo.\n");
  view.goesTo("Two");
  view.types(" and more");

  assert.equal(apply(view, "One.\n\nTwo.\n", "Uno.\n\nDue.\n"), false);
  assert.equal(view.text, "One.\n\nTwo and more.\n");
});

test("nothing comes in while a word is being composed", () => {
  const view = new View("One.\n");
  view.composing = true;

  assert.equal(apply(view, "One.\n", "Two.\n"), false);
});
