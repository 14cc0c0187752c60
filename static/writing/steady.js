// Something comes or goes above while somebody writes: their line stays where it is.

/** Change what is in the place; the text of its form keeps its height on the screen. */
export function steadily(place, act) {
  const isWriting = Boolean(document.activeElement?.closest(".editor, textarea"));
  const box = place.closest("form").querySelector(".govuk-form-group");
  const height = () => box.getBoundingClientRect().top;
  if (isWriting) keeping(height, box, act);
  else act();
}

/** Act, then scroll by as much as the height moved that is to stay. */
export function keeping(height, element, act) {
  const before = height();
  act();
  const moved = height() - before;
  if (moved) scrollerOf(element).scrollBy(0, moved);
}

function scrollerOf(element) {
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(one).overflowY);
    if (scrolls && one.scrollHeight > one.clientHeight) return one;
  }
  return window;
}
