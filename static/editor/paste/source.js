// What the clipboard holds, read into a document that nothing can run in.

const STYLE_SHEETS = /<(style|xml|script)\b[\s\S]*?<\/\1\s*>/gi;
const TAG = /<[a-z][^<>]*>/gi;
const STYLE = /\sstyle(\s*=)/gi;
const EMBEDDED = /\ssrc\s*=\s*(["'])data:[^"']*\1/gi;
const LIST_LEVEL = /@list\s+(l\d+):level(\d+)[^{]*\{([^}]*)\}/g;
const STYLE_KEPT = "data-style";

const policy = globalThis.trustedTypes?.createPolicy("portal-paste", { createHTML: (html) => html });

/**
 * The document of a piece of HTML. Style attributes are renamed first: the page's
 * Content-Security-Policy holds in documents that are parsed too, and would report every one.
 */
export function read(html) {
  const harmless = html
    .replace(EMBEDDED, ' src=""')
    .replace(STYLE_SHEETS, "")
    .replace(TAG, (tag) => tag.replace(STYLE, ` ${STYLE_KEPT}$1`));
  return new DOMParser().parseFromString(policy ? policy.createHTML(harmless) : harmless, "text/html");
}

/** Which of Word's list levels are bullets, by its style sheet: "l0:1" → "ul" or "ol". */
export function listKinds(html) {
  const kinds = new Map();
  for (const [, list, level, rules] of html.matchAll(LIST_LEVEL)) {
    const isBullet = /mso-level-number-format:\s*(bullet|image)/.test(rules);
    kinds.set(`${list}:${level}`, isBullet ? "ul" : "ol");
  }
  return kinds;
}

export const styleOf = (element) => (element.getAttribute(STYLE_KEPT) || "").replace(/\s+/g, " ");

export const withStyle = (words) => `[${STYLE_KEPT}*="${words}"]`;
