// What pages do beyond plain HTML. Every page works without it.

import * as govuk from "govuk-frontend";

// The components of GOV.UK that our pages have and that do more with a script.
const COMPONENTS = [
  govuk.Button,
  govuk.CharacterCount,
  govuk.Checkboxes,
  govuk.ErrorSummary,
  govuk.NotificationBanner,
  govuk.PasswordInput,
  govuk.Radios,
  govuk.ServiceNavigation,
  govuk.SkipLink,
];

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
  for (const component of COMPONENTS) govuk.createAll(component);
}

// A form that acts is sent once, however often its button is pressed.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// <p data-words-of="id_text"> says how many words the textarea holds, as near to the
// server's count as can be told without reading Markdown: citations, records placed on a
// line of their own and the addresses of links are no words.
const MARKS = /\[@[^\]\n]*\]|\[\[[^\]\n]*\]\]|\]\([^)\s]*\)/g;
const WORD = /\S*[\p{L}\p{N}_]\S*/gu;
const words = (text) => (text.replace(MARKS, " ").match(WORD) || []).length;

for (const place of document.querySelectorAll("[data-words-of]")) {
  const box = document.getElementById(place.dataset.wordsOf);
  const suggested = Number(place.dataset.suggested);
  const say = () => {
    const count = words(box.value).toLocaleString("en-GB");
    const of = suggested ? ` of about ${suggested.toLocaleString("en-GB")}` : "";
    place.textContent = `${count}${of} words`;
  };
  if (box) {
    for (const change of ["input", "change"]) box.addEventListener(change, say);
    say();
  }
}

// <form data-guard> asks before a page with unsaved text is left.
for (const form of document.querySelectorAll("form[data-guard]")) {
  const state = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const before = state();
  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset.sent && state() !== before) event.preventDefault();
  });
}

// <div data-poll="/jobs/…/"> asks that page for its own newer self until the work ends.
const POLL_EVERY = 2000;
// What we were sent ourselves may be read as HTML; what a parser reads never runs.
const ourPages = globalThis.trustedTypes?.createPolicy("portal-page", { createHTML: (html) => html });
const parsed = (html) => new DOMParser().parseFromString(ourPages ? ourPages.createHTML(html) : html, "text/html");

async function poll(place) {
  try {
    const reply = await fetch(place.dataset.poll, { headers: { Accept: "text/html" } });
    const isPage = reply.headers.get("Content-Type")?.startsWith("text/html");
    if (reply.redirected || !isPage) return location.assign(reply.url);
    const page = parsed(await reply.text());
    const newer = reply.ok && page.getElementById(place.id);
    if (newer) {
      place.replaceChildren(...newer.children);
      if (!newer.dataset.poll) return place.removeAttribute("data-poll");
    }
  } catch {
    // The server or the line is away: ask again.
  }
  setTimeout(poll, POLL_EVERY, place);
}

for (const place of document.querySelectorAll("[data-poll][id]")) setTimeout(poll, POLL_EVERY, place);
