// Lists that are lists already, but not as they should be nested.

import { all, element, HEADINGS, unwrap } from "./tree.js";

/** Word Online has a wrapper for each item and tells its depth by aria-level. */
export function joinOnlineLists(body) {
  for (const wrapper of all(body, ".ListContainerWrapper")) {
    if (!wrapper.isConnected) continue;
    if (wrapper.querySelector("li")) wrapper.replaceWith(...nested(itemsFrom(wrapper)));
    else unwrap(wrapper);
  }
}

function itemsFrom(wrapper) {
  const items = [];
  for (let one = wrapper; one?.matches(".ListContainerWrapper") && one.querySelector("li"); ) {
    items.push(...all(one, "li").map(described));
    const next = one.nextElementSibling;
    if (one !== wrapper) one.remove();
    one = next;
  }
  return items;
}

function described(item) {
  const list = item.parentNode;
  return {
    item,
    level: Number(item.getAttribute("data-aria-level")) || 1,
    kind: list.nodeName.toLowerCase(),
    start: Number(list.getAttribute("start")) || 1,
  };
}

function nested(items) {
  const made = [];
  let open = [];
  for (const { item, level, kind, start } of items) {
    const heading = item.querySelector(HEADINGS);
    if (heading?.textContent.trim() === item.textContent.trim()) {
      open = [];
      made.push(heading);
      continue;
    }
    while (open.length && isPast(open.at(-1), level, kind)) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = element(item, kind);
      if (kind === "ol" && start > 1 && !open.length) list.setAttribute("start", start);
      if (open.length) open.at(-1).list.lastChild.append(list);
      else made.push(list);
      open.push({ level, kind, list });
    }
    open.at(-1).list.append(element(item, "li", [...item.childNodes]));
  }
  return made;
}

const isPast = (last, level, kind) => last.level > level || (last.level === level && last.kind !== kind);

/** A list directly inside a list belongs to the item before it. */
export function nestLists(body) {
  for (const list of all(body, ":is(ul, ol) > :is(ul, ol)")) {
    const before = list.previousElementSibling;
    if (before?.nodeName === "LI") before.append(list);
    else unwrap(list);
  }
}
