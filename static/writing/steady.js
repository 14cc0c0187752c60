// Something comes or goes above the box while somebody writes in it: their line stays where it is.

/** Change what is in the place; what stands below it keeps its height on the screen. */
export function steadily(place, act) {
  const isWriting = Boolean(document.activeElement?.closest(".editor, textarea"));
  const before = place.getBoundingClientRect().bottom;
  act();
  if (isWriting) window.scrollBy(0, place.getBoundingClientRect().bottom - before);
}
