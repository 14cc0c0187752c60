import assert from "node:assert/strict";
import { test } from "node:test";

import { steps } from "../../static/writing/joining.js";

const words = (text) => text.split(" ").filter(Boolean);

/** What stands here after the change between two others came in; null if it could not. */
function brought(before, here, after) {
  const blocks = words(here);
  const change = steps(words(before), blocks, words(after));
  if (!change) return null;
  for (const { at, remove, insert } of change.reverse()) blocks.splice(at, remove, ...insert);
  return blocks.join(" ");
}

const JOINS = [
  ["a change elsewhere", "a b c", "a b C", "A b c", "A b C"],
  ["a change next door", "a b c", "a B c", "a b C", "a B C"],
  ["changes on both sides of mine", "a b c", "a B c", "A b C", "A B C"],
  ["a new one right after the one I write in", "a b c", "a B c", "a b new c", "a B new c"],
  ["a new one right before the one I write in", "a b c", "a B c", "a new b c", "a new B c"],
  ["a new one at the end", "a", "A", "a new", "A new"],
  ["a new one where I put one too", "a b", "a mine b", "a theirs b", "a theirs mine b"],
  ["the same new one", "a b", "a new b", "a new b", "a new b"],
  ["the same change", "a b", "a B", "a B", "a B"],
  ["one taken out that I left alone", "a b c", "A b c", "a c", "A c"],
  ["all taken out around what I put in", "a b c", "a b mine c", "", "mine"],
  ["three made of one", "a b c", "a b C", "x y z b c", "x y z b C"],
  ["one made of two", "a b c d", "a b c D", "a x d", "a x D"],
  ["a text where nothing was", "", "", "a b", "a b"],
  ["twins", "a a a", "a a a mine", "a a", "a a mine"],
];

for (const [what, before, here, after, expected] of JOINS) {
  test(`${what} comes in`, () => assert.equal(brought(before, here, after), expected));
}

const APART = [
  ["a change of what I changed", "a b c", "a B c", "a x c"],
  ["taking out what I changed", "a b c", "a B c", "a c"],
  ["a change of what I took out", "a b c", "a c", "a B c"],
  ["one made of two of which I changed one", "a b c d", "a B c d", "a x d"],
];

for (const [what, before, here, after] of APART) {
  test(`${what} does not come in`, () => assert.equal(brought(before, here, after), null));
}

test("what only one side changed comes out as that side has it", () => {
  const before = "a b c d e f";
  for (const after of ["f e d c b a", "a c b", "x a y b z", "", "b b b b"]) {
    assert.equal(brought(before, before, after), after);
    assert.equal(brought(before, after, before), after);
  }
});

test("texts too long to be compared are left apart, at once", () => {
  const many = (word) => Array.from({ length: 5000 }, (_, index) => `${word}${index}`);
  const [before, here, after] = [many("a"), many("b"), many("c")];

  assert.equal(steps(before, here, after), null);
});
