// Word writes a list as paragraphs that say “item of list l0 at level 2”. Here they become lists.

import { styleOf } from "./source.js";
import { all, element, isBlank, isList, texts } from "./tree.js";

const ITEM = /mso-list:\s*(l\d+)\s+level(\d+)/i;
const MARK = /mso-list:\s*ignore/i;
const MARGIN = /(?:^|;)\s*margin-left:\s*(-?[\d.]+)(pt|cm|in|px|mm)/;
const POINTS = { pt: 1, cm: 28.35, in: 72, px: 0.75, mm: 2.835 };
const NUMBERED = /^\(?(\d+|[a-z]{1,2}|[ivxlc]+)[.)](\d+[.)]?)*\)?$/i;
const TYPED_BULLET = /^[\s\u00a0]*[•·▪◦‣●○■§][\s\u00a0]+/;
const BULLET = /^[\s\u00a0]*[•·▪◦‣●○■§][\s\u00a0]*/;
const NEARLY = 4; // points

export function readOutline(body, kinds) {
  for (const first of all(body, "p")) {
    if (first.isConnected && !first.closest("[data-outline]") && itemOf(first, kinds)) new Outline(first, kinds).read();
  }
}

/** What kind of item a paragraph is; null for an ordinary one. */
function itemOf(paragraph, kinds) {
  if (paragraph?.nodeName !== "P") return null;
  const found = ITEM.exec(styleOf(paragraph));
  if (!found) {
    const isTyped = TYPED_BULLET.test(paragraph.textContent) && !paragraph.closest("li,td,th");
    return isTyped ? { level: 1, kind: "ul", margin: null, isTyped } : null;
  }
  const mark = all(paragraph, "span").find((one) => MARK.test(styleOf(one)));
  const sign = mark ? mark.textContent.replace(/[\s\u00a0]+/g, "") : "";
  const kind = mark ? (NUMBERED.test(sign) ? "ol" : "ul") : kinds.get(`${found[1]}:${found[2]}`) || "ul";
  const [list, level] = [found[1], Number(found[2])];
  return { level, kind, list, mark, start: Number.parseInt(sign, 10) || 1, margin: marginOf(paragraph) };
}

function marginOf(paragraph) {
  const found = MARGIN.exec(styleOf(paragraph));
  return found ? Number(found[1]) * POINTS[found[2]] : null;
}

/** Of one list the level counts; of two that touch, what is seen: the margin. */
function isDeeper(item, than) {
  const isSeen = than.list !== item.list && than.margin !== null && item.margin !== null;
  return isSeen ? item.margin > than.margin + NEARLY : item.level > than.level;
}

/** The run of paragraphs from the first item on that are lists together. */
class Outline {
  #next;
  #kinds;
  #made = [];
  #open = []; // the items that stand open, the outermost first

  constructor(first, kinds) {
    this.#next = first;
    this.#kinds = kinds;
  }

  read() {
    const place = this.#next.ownerDocument.createComment("");
    this.#next.before(place);
    while (this.#next) {
      const current = this.#next;
      this.#next = current.nextElementSibling;
      const item = itemOf(current, this.#kinds);
      if (item) this.#take(current, item);
      else if (!this.#takeBetween(current)) break;
      current.remove();
    }
    place.replaceWith(...this.#made);
  }

  #take(paragraph, item) {
    item.mark?.remove();
    if (item.isTyped) dropBullet(paragraph);
    while (this.#open.length && isDeeper(this.#open.at(-1), item)) this.#open.pop();
    if (this.#open.length && !isDeeper(item, this.#open.at(-1)) && this.#open.at(-1).kind !== item.kind) {
      this.#open.pop();
    }
    const last = this.#open.at(-1);
    if (!last || isDeeper(item, last) || last.kind !== item.kind) this.#begin(paragraph, item);
    const top = this.#open.at(-1);
    top.at = element(paragraph, "li", [element(paragraph, "p", [...paragraph.childNodes])]);
    top.element.append(top.at);
  }

  #begin(paragraph, item) {
    const list = element(paragraph, item.kind);
    list.setAttribute("data-outline", "");
    const last = this.#open.at(-1);
    if (item.kind === "ol" && item.start > 1 && !last) list.setAttribute("start", item.start);
    if (last) last.at.append(list);
    else this.#made.push(list);
    this.#open.push({ ...item, element: list });
  }

  /** What stands between items and belongs to them; false where the lists end. */
  #takeBetween(current) {
    if (!this.#open.length) return false;
    if (current.nodeName === "P") return isBlank(current) ? this.#bridges() : this.#continues(current);
    const isNested = isList(current) && current.children.length && [...current.children].every(isList);
    if (isNested) this.#open.at(-1).at.append(...current.children);
    return isNested;
  }

  /** A second paragraph of an item stands at the item's margin. */
  #continues(paragraph) {
    const margin = marginOf(paragraph);
    const isHost = (one) => margin !== null && one.margin !== null && Math.abs(one.margin - margin) < 2;
    const host = this.#open.findLastIndex(isHost);
    if (host < 0) return false;
    this.#open.length = host + 1;
    this.#open[host].at.append(element(paragraph, "p", [...paragraph.childNodes]));
    return true;
  }

  /** An empty paragraph joins only what is one list, or goes deeper. */
  #bridges() {
    let after = this.#next;
    while (after?.nodeName === "P" && isBlank(after)) after = after.nextElementSibling;
    const item = itemOf(after, this.#kinds);
    return Boolean(item) && (item.level > 1 || item.list === this.#open[0].list);
  }
}

function dropBullet(paragraph) {
  const first = texts(paragraph).find((text) => text.data.trim());
  first.data = first.data.replace(BULLET, "");
}
