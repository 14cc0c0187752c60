// Bold, italic, links and spaces, whatever they were made of.

import { styleOf } from "./source.js";
import { all, element, HEADINGS, isBlank, texts, unwrap } from "./tree.js";

// Anchored, because mso-bidi-font-weight says nothing about what is read.
const NOT_BOLD = /(^|;)\s*font-weight:\s*(normal|[1-4]00)/;
const BOLD = /(^|;)\s*font-weight:\s*(bold|[6-9]00)/;
const ITALIC = /(^|;)\s*font-style:\s*italic/;
const LIST_MARK = /mso-list:\s*ignore/i;
const GOOGLE_LINK = /^https?:\/\/www\.google\.com\/url\?q=([^&]+)/;
const SAFE_ADDRESS = /^(https?:\/\/|mailto:)/i;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";
const KEPT = ["href", "start"];

/** Styles that make bold and italic become elements. */
export function readStyles(body) {
  for (const one of all(body, "b,strong")) if (NOT_BOLD.test(styleOf(one))) unwrap(one);
  for (const one of all(body, "span,font")) {
    const style = styleOf(one);
    if (LIST_MARK.test(style)) continue;
    if (BOLD.test(style) && !one.closest(`${HEADINGS},[role=heading]`)) wrap(one, "strong");
    if (ITALIC.test(style)) wrap(one, "em");
  }
}

const wrap = (one, name) => one.replaceChildren(element(one, name, [...one.childNodes]));

/** Raised and lowered numbers, as in m² and CO₂, which the text can hold as signs. */
export function keepSmallNumbers(body) {
  for (const one of all(body, "sup,sub,span")) {
    const digits = digitsFor(one);
    const number = one.textContent.trim();
    if (digits && /^\d{1,3}$/.test(number)) one.replaceWith(number.replace(/\d/g, (digit) => digits[digit]));
  }
}

function digitsFor(one) {
  const height = /vertical-align:\s*(super|sub)/.exec(styleOf(one))?.[1];
  if (one.nodeName === "SUP" || height === "super") return RAISED;
  return one.nodeName === "SUB" || height === "sub" ? LOWERED : null;
}

export function keepSafeLinks(body) {
  for (const link of all(body, "a")) {
    const address = unwrapped(link.getAttribute("href") || "");
    if (SAFE_ADDRESS.test(address)) link.setAttribute("href", address);
    else unwrap(link);
  }
}

function unwrapped(address) {
  const found = GOOGLE_LINK.exec(address);
  try {
    return found ? decodeURIComponent(found[1]) : address;
  } catch {
    return address;
  }
}

/** Ordinary spaces only, nothing empty, and no attribute that was not asked for. */
export function tidy(body) {
  for (const text of texts(body)) {
    text.data = text.data.replace(/[\u00a0\t\r\n]+/g, " ").replace(/[\u200b\ufeff\u00ad]/g, "");
  }
  const isEmpty = (one) => isBlank(one) && !one.closest("td,th");
  for (const one of all(body, `p,${HEADINGS},li`)) if (isEmpty(one)) one.remove();
  for (const one of all(body, "*")) {
    for (const { name } of [...one.attributes]) if (!KEPT.includes(name)) one.removeAttribute(name);
  }
}
