// Everything about writing a part that is not formatting: saving, joining, who else is here.

import { clock } from "./clock.js";
import { open } from "./tabs.js";
import { Writing } from "./writing.js";

const form = document.querySelector("form[data-writing]");

if (form) {
  await open();
  await new Writing({ form, clock }).start();
  // What is written saves itself from now on, so leaving does not undo it.
  document.getElementById("writing-leave").textContent = "Close";
}
