import assert from "node:assert/strict";
import { test } from "node:test";

import { writable } from "../../static/editor/dialect/characters.js";
import { blocks, parse, serialise } from "../../static/editor/markdown.js";
import { schema } from "../../static/editor/schema.js";
import { chance, randomDocument, randomText } from "./documents.js";

const COUNT = 1000;
const seen = (doc) =>
  writable(doc.textBetween(0, doc.content.size, " ", (leaf) => leaf.type.spec.leafText?.(leaf) ?? " ")).replace(
    /[\s\x85]/g,
    "",
  );

test("a document written and read again is written the same", () => {
  const by = chance(3);
  for (let run = 0; run < COUNT; run += 1) {
    const form = serialise(randomDocument(by));
    assert.equal(serialise(parse(form)), form);
  }
});

test("no word, citation or record of a document is lost in writing", () => {
  const by = chance(4);
  for (let run = 0; run < COUNT; run += 1) {
    const doc = randomDocument(by);
    assert.equal(seen(parse(serialise(doc))), seen(doc));
  }
});

test("the form of any text is its own form, and its blocks are those of the text", () => {
  const by = chance(5);
  for (let run = 0; run < COUNT; run += 1) {
    const text = randomText(by);
    const form = serialise(parse(text));
    assert.equal(serialise(parse(form)), form);
    assert.deepEqual(blocks(form), blocks(text));
    assert.equal(form.trimEnd(), blocks(text).join("\n\n"));
  }
});

test("a paragraph that only says what places a record stays a paragraph", () => {
  const paragraph = schema.node("paragraph", null, schema.text("[[figure:F1]]"));
  const form = serialise(schema.node("doc", null, [paragraph]));

  assert.equal(form, "\\[[figure:F1]]\n");
  assert.equal(parse(form).firstChild.type.name, "paragraph");
  assert.deepEqual({ ...parse("[[figure:F1]]").firstChild.attrs }, { kind: "figure", ref: "F1" });
});

test("an empty text is one empty paragraph, and that is an empty text", () => {
  assert.equal(parse("").childCount, 1);
  assert.equal(serialise(parse(" \n\n")), "");
  assert.deepEqual(blocks(""), []);
});

test("a mark within itself is one mark", () => {
  assert.equal(serialise(parse("*a *b* c* and **d **e** f**")), "_a b c_ and **d e f**\n");
});

test("lists of two kinds in turn and deep take no longer than others", () => {
  const levels = Array.from({ length: 40 }, (_, level) => "   ".repeat(level));
  const text = levels.map((indent) => `${indent}- a\n${indent}1. b\n`).join("");

  assert.equal(serialise(parse(text)).split("b").length, 41);
});

test("what is remembered of a block that stayed does not hide one that changed", () => {
  const doc = parse("- one\n\n  two\n\nthree [@E01]");
  assert.equal(serialise(doc), "- one\n\n  two\n\nthree [@E01]\n");

  const four = schema.node("paragraph", null, schema.text("four"));
  const changed = doc.copy(doc.content.replaceChild(1, four));

  assert.equal(serialise(changed), "- one\n\n  two\n\nfour\n");
});
