// Elements made one by one: text never becomes markup, so nothing typed or pasted can come alive.

/** An element with its attributes and what stands in it; `null` and `false` are left out. */
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") listen(element, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inside.filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

function listen(element, reactions) {
  for (const [event, reaction] of Object.entries(reactions)) element.addEventListener(event, reaction);
}

/** A button that does not send the form it stands in. */
export function button(words, attributes = {}) {
  return make("button", { type: "button", ...attributes }, words);
}

export const hiddenWords = (words) => make("span", { class: "govuk-visually-hidden" }, words);

export function many(count, one, several = `${one}s`) {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : several}`;
}

/** “a”, “a and b”, “a, b and c”. */
export function listed(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
