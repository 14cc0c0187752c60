// Headings, also those that are only styled or numbered as such.

import { styleOf, withStyle } from "./source.js";
import { all, element, HEADINGS, unwrap } from "./tree.js";

const STYLED = "p[role=heading],div[role=heading],p.MsoTitle,p.MsoSubtitle,p.title,p.subtitle";
const LIST_MARK = /mso-list:\s*ignore/i;

export function readHeadings(body) {
  for (const one of all(body, STYLED)) one.replaceWith(element(one, `h${levelOf(one)}`, [...one.childNodes]));
  for (const heading of all(body, HEADINGS)) {
    for (const mark of all(heading, withStyle("mso-list:"))) if (LIST_MARK.test(styleOf(mark))) mark.remove();
    for (const bold of all(heading, "b,strong")) unwrap(bold);
    for (const { name } of [...heading.attributes]) heading.removeAttribute(name);
    if (heading.parentNode) freeFromList(heading);
  }
}

function levelOf(styled) {
  const level = Number(styled.getAttribute("aria-level")) || (/sub/i.test(styled.className) ? 2 : 1);
  return Math.min(6, Math.max(1, Math.round(level)));
}

/** A numbered heading arrives as the only thing in a list item: the number goes. */
function freeFromList(heading) {
  const item = heading.parentNode;
  if (item.nodeName !== "LI" || !isAlone(heading, item)) return;
  const list = item.parentNode;
  const headings = [...list.children].map((one) => one.querySelector(`:scope > :is(${HEADINGS})`));
  if (headings.every(Boolean)) list.replaceWith(...headings);
}

const isAlone = (one, around) => one.textContent.trim() === around.textContent.trim();
