// What kind of character: the questions that decide where a mark may open and close.
// The same as strategies/text/characters.py.

const SPACE = /[\s\x85]/u;
const LETTER = /[\p{L}\p{N}]/u;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/u;
const UNWRITABLE = /[\x00-\x08\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]/gu;

export const isSpace = (char) => SPACE.test(char);
/** A letter or a digit of any script. */
export const isLetter = (char) => LETTER.test(char);
export const isAsciiPunctuation = (char) => ASCII_PUNCTUATION.test(char);
/** Neither white space nor punctuation: a mark cannot turn beside it at will. */
export const isWord = (char) => !SPACE.test(char) && !PUNCTUATION.test(char);

/** The text without control and zero-width characters and halves of characters. */
export const writable = (text) => text.replace(UNWRITABLE, "");
