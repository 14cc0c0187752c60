// Who else has this part before them.

import { listed, make } from "../editor/elements.js";

export class People {
  #line = make("p", { class: "govuk-body portal-people", role: "status" });

  constructor({ place }) {
    place.append(this.#line);
  }

  show(people) {
    const words = said(people);
    if (this.#line.textContent !== words) this.#line.textContent = words;
  }
}

export function said(people) {
  const others = people.filter((one) => !one.is_you);
  const writing = names(others.filter((one) => one.writing));
  const reading = names(others.filter((one) => !one.writing)).filter((name) => !writing.includes(name));
  return [
    writing.length && `${listed(writing)} ${are(writing)} writing here too.`,
    reading.length && `${listed(reading)} ${reading.length > 1 ? "have" : "has"} this part open.`,
    people.some((one) => one.is_you) && "You have this part open in another tab too.",
  ]
    .filter(Boolean)
    .join(" ");
}

const names = (people) => [...new Set(people.map((one) => one.name))];
const are = (people) => (people.length > 1 ? "are" : "is");
