import assert from "node:assert/strict";
import { test } from "node:test";

import { PlainFace } from "../../static/writing/plain.js";

/** A textarea as far as the plain face uses it, with the rules of the HTML standard. */
class Textarea {
  scrollTop = 0;

  constructor(value, caret = 0) {
    this.value = value;
    [this.selectionStart, this.selectionEnd] = [caret, caret];
  }

  setRangeText(words, start, end) {
    const moved = (place) => {
      if (place > end) return place + words.length - (end - start);
      return place > start ? start : place;
    };
    this.value = this.value.slice(0, start) + words + this.value.slice(end);
    [this.selectionStart, this.selectionEnd] = [moved(this.selectionStart), moved(this.selectionEnd)];
  }
}

/** Put the caret where “|” stands; answer with the text and the caret afterwards. */
function applied(here, from, to) {
  const box = new Textarea(here.replace("|", ""), here.indexOf("|"));
  const done = new PlainFace(box).apply(from, to);
  return done && `${box.value.slice(0, box.selectionStart)}|${box.value.slice(box.selectionStart)}`;
}

const CASES = [
  ["a change above", "One.\n\nTwo|.\n", "One.\n\nTwo.\n", "One, longer.\n\nTwo.\n", "One, longer.\n\nTwo|.\n"],
  ["a change below", "One|.\n\nTwo.\n", "One.\n\nTwo.\n", "One.\n\nTwo, longer.\n", "One|.\n\nTwo, longer.\n"],
  ["a new one above", "One|.\n", "One.\n", "New.\n\nOne.\n", "New.\n\nOne|.\n"],
  ["a new one at the end", "One|.\n", "One.\n", "One.\n\nNew.\n", "One|.\n\nNew.\n"],
  ["the first one", "|", "", "New.\n", "|New."],
  ["before the caret in its own paragraph", "One t|wo.\n", "One two.\n", "Zero one two.\n", "Zero one t|wo.\n"],
  ["one taken out", "One.\n\nTwo|.\n", "One.\n\nTwo.\n", "Two.\n", "\n\nTwo|.\n"],
  ["beside what is typed", "One and|\n\nTwo.\n", "One.\n\nTwo.\n", "One.\n\nNew.\n\nTwo.\n", "One and|\n\nNew.\n\nTwo.\n"],
  ["what only looks different here", "One   and  two. |\n\nB.\n", "One and two.\n\nB.\n", "One and two.\n\nC.\n", "One   and  two. |\n\nC.\n"],
  ["a paragraph inside a list", "- a|\n\n  b\n", "- a\n\n  b\n", "- a\n\n  c\n", "- a|\n\n  c\n"],
];

for (const [what, here, from, to, expected] of CASES) {
  test(`${what} comes in, and the caret stays at its word`, () => {
    assert.equal(applied(here, from, to), expected);
  });
}

test("what is being written is not touched", () => {
  assert.equal(applied("One and|\n", "One.\n", "Uno.\n"), false);
});

test("an item moved in is another text than one beside it", () => {
  assert.equal(applied("- a\n- b|\n", "- a\n- b\n", "- a\n  - b\n"), "- a\n  - b|\n");
});
