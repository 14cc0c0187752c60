// Every <textarea data-rich> becomes a rich editor, and stays the field that is sent.

import { Faces } from "./faces.js";

for (const box of document.querySelectorAll("textarea[data-rich]")) new Faces(box);
