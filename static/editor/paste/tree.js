// Small changes to a parsed document.

export const HEADINGS = "h1,h2,h3,h4,h5,h6";

export function element(like, name, children = []) {
  const made = like.ownerDocument.createElement(name);
  made.append(...children);
  return made;
}

export const unwrap = (wrapper) => wrapper.replaceWith(...wrapper.childNodes);

export const all = (root, selector) => [...root.querySelectorAll(selector)];

export function texts(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

export const isBlank = (node) => !node.textContent.replace(/[\s\u00a0]/g, "");

export const isList = (node) => node?.nodeName === "UL" || node?.nodeName === "OL";

/** The same element under another name, with what stands in it. */
export function rename(old, name) {
  const renamed = element(old, name, [...old.childNodes]);
  old.replaceWith(renamed);
  return renamed;
}
