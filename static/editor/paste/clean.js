// From what Word, Word Online, Google Docs or LibreOffice put on the clipboard to the little that a text can hold.

import { clear } from "./debris.js";
import { readHeadings } from "./headings.js";
import { LeftOut } from "./left.js";
import { joinOnlineLists, nestLists } from "./lists.js";
import { readOutline } from "./outline.js";
import { listKinds, read } from "./source.js";
import { flattenTables } from "./tables.js";
import { keepSafeLinks, keepSmallNumbers, readStyles, tidy } from "./words.js";

const OF_THE_EDITOR = /\sdata-pm-slice=/;

/** Clean HTML without styles, and what had to be left out of it. */
export function cleaned(html) {
  const left = new LeftOut();
  const { body } = read(html);
  if (OF_THE_EDITOR.test(html)) return { html: body.innerHTML, left };
  clear(body, left);
  readStyles(body);
  keepSmallNumbers(body);
  readHeadings(body);
  readOutline(body, listKinds(html));
  joinOnlineLists(body);
  nestLists(body);
  flattenTables(body, left);
  keepSafeLinks(body);
  tidy(body);
  return { html: body.innerHTML, left };
}
