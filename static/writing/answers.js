// What a person chose where two texts of one block stood against each other.

export const CHOICES = ["mine", "theirs", "both"];

/** The pieces that need a choice. */
export const clashes = (pieces) => pieces.filter((piece) => !("text" in piece));

/** What a choice about a piece is remembered by: as long as theirs stays, it holds. */
export const keyOf = (piece) => JSON.stringify([piece.base, piece.theirs]);

/** The text of all pieces; `choiceOf` says "mine", "theirs" or "both" for each clash. */
export function assembled(pieces, choiceOf) {
  const blocks = pieces.flatMap((piece) => ("text" in piece ? [piece.text] : chosen(piece, choiceOf(piece))));
  const text = blocks.filter(Boolean).join("\n\n");
  return text && `${text}\n`;
}

function chosen({ mine, theirs }, choice) {
  if (choice === "both") return [theirs, mine];
  return [choice === "theirs" ? theirs : mine];
}
