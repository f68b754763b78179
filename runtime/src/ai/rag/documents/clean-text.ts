/** Control characters, except tabs and line breaks: PostgreSQL stores no NUL, and terminals obey others. */
const CONTROL_CHARACTERS = /(?![\t\n])\p{Cc}/gu;

/** Characters that show a reader another text than a model reads: directions of writing, and tags that no one sees. */
const HIDDEN_CHARACTERS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** A text as every database stores it and a reader sees it: line breaks are `\n`, and halves of characters are replaced. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(CONTROL_CHARACTERS, "")
    .replace(HIDDEN_CHARACTERS, "");

/** The same in one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, " ").trim();
