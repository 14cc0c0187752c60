// The signs of the dialect that stand for something else: a source, a record.

const REF = /^[A-Za-z][A-Za-z0-9-]{0,19}$/;
const SAFE_ADDRESS = /^(https?:\/\/|mailto:)/i;

/** A citation, wherever the search stands. */
export const CITATION = /\[@([A-Za-z][A-Za-z0-9-]{0,19})\]/y;
/** A line that is nothing but this, outside lists and quotes, places a record. */
export const PLACED = /^\[\[([a-z]{3,12}):([A-Za-z][A-Za-z0-9.-]{0,11})\]\]$/;

export const citationSign = (ref) => `[@${ref}]`;
export const placedSign = ({ kind, ref }) => `[[${kind}:${ref}]]`;
export const isCitable = (ref) => REF.test(ref);
export const isPlaceable = (record) => PLACED.test(placedSign(record));
export const isSafeAddress = (address) => SAFE_ADDRESS.test(address);
