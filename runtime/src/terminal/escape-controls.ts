/** Characters that move the cursor, change the terminal or the writing direction; all but line feeds and tabs. */
const CONTROL_CHARACTERS = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The same characters, with line feeds and tabs. */
const LINE_CONTROL_CHARACTERS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Those of these characters that JSON.stringify does not escape. */
const JSON_CONTROL_CHARACTERS = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Escapes text of several lines for a terminal: control characters become visible, as `\x1b`. */
export const escapeControls = (text: string): string =>
  text.replaceAll("\r\n", "\n").replace(CONTROL_CHARACTERS, escapeCharacter);

/** Escapes text for one line of a terminal: line feeds and tabs become visible too. */
export const escapeLine = (text: string): string => text.replace(LINE_CONTROL_CHARACTERS, escapeCharacter);

/** Escapes a JSON text for a terminal; it still parses to the same value. */
export const escapeJson = (json: string): string =>
  json.replace(JSON_CONTROL_CHARACTERS, (control) => `\\u${toHex(control, 4)}`);

function escapeCharacter(control: string): string {
  if (control === "\n") return "\\n";
  if (control === "\r") return "\\r";
  if (control === "\t") return "\\t";
  return control < "\u0100" ? `\\x${toHex(control, 2)}` : `\\u${toHex(control, 4)}`;
}

const toHex = (control: string, length: number): string =>
  control.charCodeAt(0).toString(16).padStart(length, "0");
