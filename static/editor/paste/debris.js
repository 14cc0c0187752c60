// What word processors put beside the text and nobody wants in it.

import { styleOf, withStyle } from "./source.js";
import { all, isBlank, unwrap } from "./tree.js";

const PICTURES = "img,picture";
const DRAWINGS = "svg,object,iframe,video,audio,canvas,math";
const NEVER = [
  "script,style,meta,link,title,xml,input,button,select,textarea,noscript,template,hr,col,colgroup",
  ".MsoCommentReference,.msocomtxt,.msocomanchor,.EOP",
  ...["mso-hide:all", "display:none", "mso-element:comment"].map(withStyle),
].join();
const NOTE_MARKS = 'a[href^="#_ftn"],a[href^="#_edn"],a[href^="#sdfootnote"],a[href^="#sdendnote"]';
const NOTES = [
  ...["mso-element:footnote", "mso-element:endnote"].map(withStyle),
  'div[id^="sdfootnote"],div[id^="sdendnote"]',
].join();
const COMMENT_MARKS = 'a[href^="#_msocom"],a[href^="#_msoanchor"]';
const OF_WORD = /^(o:p|[a-z]+\d*:.*)$/i;
const BREAK = /page-break-before|mso-break-type/;
const EMPTIED = "span,a,b,i,em,strong,u,font";

export function clear(body, left) {
  clearComments(body);
  clearPictures(body, left);
  clearNotes(body, left);
  left.add("deletions", all(body, "del").length);
  for (const gone of all(body, `del,${NEVER}`)) gone.remove();
  for (const end of all(body, "br")) if (isLayout(end, body)) end.remove();
  for (const one of all(body, "*")) if (OF_WORD.test(one.nodeName)) unwrap(one);
  // Bookmarks, most of them; from the innermost, so that what they emptied goes too.
  for (const one of all(body, EMPTIED).reverse()) if (!one.childNodes.length) one.remove();
}

function clearComments(body) {
  const comments = body.ownerDocument.createNodeIterator(body.ownerDocument, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.referenceNode);
  for (const comment of found) comment.remove();
}

function clearPictures(body, left) {
  const isBullet = (picture) => picture.closest(withStyle("mso-list"))?.nodeName === "SPAN";
  left.add("pictures", all(body, PICTURES).filter((picture) => !isBullet(picture)).length);
  left.add("drawings", all(body, DRAWINGS).length);
  for (const picture of all(body, `${PICTURES},${DRAWINGS}`)) picture.remove();
}

function clearNotes(body, left) {
  const isComment = (one) => /mso-element:\s*comment\s*(;|$)/.test(styleOf(one));
  left.add("comments", all(body, withStyle("mso-element:comment")).filter(isComment).length);
  const marks = all(body, NOTE_MARKS);
  const isInText = (mark) => !mark.closest(NOTES);
  left.add("notes", marks.filter(isInText).length + clearRaisedNumbers(body));
  for (const one of [...marks, ...all(body, `${NOTES},${COMMENT_MARKS}`)]) one.remove();
}

/** Google Docs has no marks for its footnotes: only a small raised number that is a link. */
function clearRaisedNumbers(body) {
  const isNumber = (one) => /^\[?\w{1,3}\]?$/.test(one.textContent.trim());
  const isRaised = (one) => one.nodeName === "SUP" || /vertical-align:\s*super/.test(styleOf(one));
  const found = all(body, "sup,span").filter(
    (one) => isRaised(one) && isNumber(one) && one.querySelector('a[href^="#ftnt"],a[href^="#cmnt"]'),
  );
  for (const one of found) one.remove();
  return found.length;
}

/** Line breaks that only make room: ends of pages, and between blocks. */
function isLayout(end, body) {
  const around = end.parentNode;
  return (
    BREAK.test(styleOf(end)) ||
    end.className.includes("interchange-newline") ||
    around === body ||
    around.matches('b[id^="docs-internal"],ul,ol,table,tbody,tr') ||
    (!end.nextSibling && !isBlank(around) && around.matches("p,h1,h2,h3,h4,h5,h6,li"))
  );
}
