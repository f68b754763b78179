/** Punctuation and digits as the Unicode collation orders them; letters follow. */
const PUNCTUATION_AND_DIGITS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

/** The rank of each ASCII character. A capital ranks with its small letter, which precedes it between names that differ in nothing else. */
const RANK_BY_CODE = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  const rank = PUNCTUATION_AND_DIGITS.indexOf(character);
  return rank === -1 ? PUNCTUATION_AND_DIGITS.length + character.charCodeAt(0) : rank;
});

// What is outside of printable ASCII is left to the collator, which takes longer to create than a lock takes to be sorted.
const PRINTABLE_PATTERN = /^[\x21-\x7e]*$/;
let collator: Intl.Collator | undefined;

function compareByCollator(one: string, other: string): number {
  collator ??= new Intl.Collator("en");
  return collator.compare(one, other);
}

/** Compares names in npm's order, which is that of the English collation. */
export function compareNames(one: string, other: string): number {
  if (!PRINTABLE_PATTERN.test(one) || !PRINTABLE_PATTERN.test(other)) return compareByCollator(one, other);
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const rank = RANK_BY_CODE[one.charCodeAt(at)] ?? 0;
    const difference = rank - (RANK_BY_CODE[other.charCodeAt(at)] ?? 0);
    if (difference !== 0) return difference;
  }
  if (one.length !== other.length) return one.length - other.length;
  // The names differ at most in capitals, and small letters have the higher codes.
  return one === other ? 0 : one > other ? -1 : 1;
}
