/** Moves the cursor, changes the terminal, or turns the direction of what follows: everything but line feeds and tabs. */
const CONTROLS = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The same, in text that is one line. */
const LINE_CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** What JSON leaves as it is of these. */
const JSON_CONTROLS = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Text of several lines as a terminal may be given it: what it would obey is shown instead, as `\x1b`. */
export const escapeControls = (text: string): string =>
  text.replaceAll("\r\n", "\n").replace(CONTROLS, escaped);

/** The same for text that is to stay on its line. */
export const escapeLine = (text: string): string => text.replace(LINE_CONTROLS, escaped);

/** The same for a JSON text, which it leaves the same value. */
export const escapeJson = (json: string): string =>
  json.replace(JSON_CONTROLS, (control) => `\\u${hex(control, 4)}`);

function escaped(control: string): string {
  if (control === "\n") return "\\n";
  if (control === "\r") return "\\r";
  if (control === "\t") return "\\t";
  return control < "\u0100" ? `\\x${hex(control, 2)}` : `\\u${hex(control, 4)}`;
}

const hex = (control: string, length: number): string =>
  control.charCodeAt(0).toString(16).padStart(length, "0");
