// One line of text, character by character, with its marks and links.
// The same as strategies/text/line.py.

import { isSpace } from "./characters.js";

export const BOLD = 1;
export const ITALIC = 2;

/** One character with its marks and the address it links to, or one citation. */
export const atom = ({ char = "", marks = 0, href = "", ref = "" }) => ({ char, marks, href, ref });

/** The atoms of one line. White space in it is single spaces. */
export class Line {
  atoms = [];

  /** Add the atom; white space becomes a space, and none begins or is doubled. */
  append(added) {
    if (added.ref || !isSpace(added.char)) {
      this.atoms.push(added);
    } else if (this.atoms.length && this.atoms.at(-1).char !== " ") {
      this.atoms.push({ ...added, char: " " });
    }
  }

  dropLastSpace() {
    if (this.atoms.at(-1)?.char === " ") this.atoms.pop();
  }

  has(index, mark) {
    return Boolean(this.atoms[index] && this.atoms[index].marks & mark);
  }

  drop(index, mark) {
    this.atoms[index].marks &= ~mark;
  }

  /** Is the atom in the same link, or the same unlinked text, as the one before? */
  isJoined(index) {
    const before = this.atoms[index - 1];
    const here = this.atoms[index];
    return Boolean(before && here) && !before.ref && !here.ref && before.href === here.href;
  }

  /** Is one of this atom and the one before bold, and the other not? */
  boldTurns(index) {
    return this.has(index - 1, BOLD) !== this.has(index, BOLD);
  }

  /** Does the mark run on into this atom? A change of bold ends an italic run. */
  runsOn(index, mark) {
    return (
      this.has(index, mark) &&
      this.has(index - 1, mark) &&
      this.isJoined(index) &&
      (mark === BOLD || !this.boldTurns(index))
    );
  }

  /** The last atom of the italic run that this atom is in. */
  italicsEnd(index) {
    while (this.runsOn(index + 1, ITALIC)) index += 1;
    return index;
  }
}
