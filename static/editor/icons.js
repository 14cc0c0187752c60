// Small drawings for buttons, on a field of 20 by 20.

const SPACE = "http://www.w3.org/2000/svg";
const LINES = {
  bullets: "M8 5h10M8 10h10M8 15h10M3 5h1.5M3 10h1.5M3 15h1.5",
  numbers: "M9 5h9M9 10h9M9 15h9M3 3.5l1.5-.8v4.6M2.5 12.5c.5-1.5 3-1 2.6.4-.2.8-1.6 1.6-2.4 2.6h2.8",
  indent: "M2 4h16M9 8h9M9 12h9M2 16h16M2 7.5l3.5 2.5L2 12.5z",
  outdent: "M2 4h16M9 8h9M9 12h9M2 16h16M5.5 7.5L2 10l3.5 2.5z",
  quote: "M8 5c-3 1-4.5 3-4.5 6v3.5h4V11H5.5M16.5 5c-3 1-4.5 3-4.5 6v3.5h4V11H14",
  link: "M8.5 11.5l3-3M9.5 6l2-2a3 3 0 0 1 4.5 4.5l-2 2M10.5 14l-2 2A3 3 0 0 1 4 11.5l2-2",
  table: "M2.5 3.5h15v13h-15zM2.5 8h15M2.5 12.2h15M7.5 3.5v13M12.5 3.5v13",
  undo: "M4 8h8a4 4 0 0 1 0 8H7M7.5 4L3.5 8l4 4",
  redo: "M16 8H8a4 4 0 0 0 0 8h5M12.5 4l4 4-4 4",
  full: "M3 7.5V3h4.5M12.5 3H17v4.5M17 12.5V17h-4.5M7.5 17H3v-4.5",
};

export function icon(name) {
  const drawing = document.createElementNS(SPACE, "svg");
  const path = document.createElementNS(SPACE, "path");
  const attributes = { viewBox: "0 0 20 20", width: "20", height: "20", "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(attributes)) drawing.setAttribute(key, value);
  path.setAttribute("d", LINES[name]);
  drawing.append(path);
  return drawing;
}
