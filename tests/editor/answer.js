// Answers, for the tests in Python, how texts and random documents are written here.
// In: {"texts": […], "seed": N, "count": N}. Out: the same texts, more of our own, and
// documents, each with its canonical text and blocks.

import { blocks, parse, serialise } from "../../static/editor/markdown.js";
import { chance, randomDocument, randomText } from "./documents.js";

let input = "";
for await (const piece of process.stdin.setEncoding("utf8")) input += piece;
const asked = JSON.parse(input);
const by = chance(asked.seed);
const many = (make) => Array.from({ length: asked.count }, () => make(by));

const read = (text) => ({ text, form: serialise(parse(text)), blocks: blocks(text) });
const drawn = (doc) => ({ form: serialise(doc), blocks: blocks(doc) });

process.stdout.write(
  JSON.stringify({
    asked: asked.texts.map(read),
    own: many(randomText).map(read),
    documents: many(randomDocument).map(drawn),
  }),
);
