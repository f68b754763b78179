import pc from "picocolors";
import type { AegisError } from "../errors.ts";

/** Where everything that is said goes. Under --json, standard output holds one object and people are told on standard error. */
export interface Terminal {
  readonly asJson: boolean;
  say(line?: string): void;
  /** The one object of --json. */
  printResult(value: unknown): void;
  fail(error: AegisError): void;
}

export const colours = pc;

// Tabs, line ends and our own colours stay. Everything else would move the cursor, set titles or hide text.
const unseen = /[\p{Cc}\p{Bidi_Control}]/gu;
const colour = /^.\[[\d;]*m/s;
const escapeSign = String.fromCharCode(27);

const unicodeEscape = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text that does nothing to a terminal but show itself: names and texts of an application may hold anything. */
export function printable(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(unseen, (sign, at: number, whole: string) => {
    const isHarmless = sign === "\n" || sign === "\t";
    if (isHarmless || (sign === escapeSign && colour.test(whole.slice(at, at + 16)))) return sign;
    return unicodeEscape(sign);
  });
}

/** What JSON leaves as it is of these. */
const UNSEEN_IN_JSON = /[\u007f-\u009f\p{Bidi_Control}]/gu;

/** One JSON text, of which a terminal obeys nothing either; the value that it stands for is the same. */
const json = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(UNSEEN_IN_JSON, unicodeEscape);

/** What another program said, or where we failed ourselves: below the sentences, for a user who needs it. */
function evidence({ details }: AegisError): string[] {
  const { output, stack } = details;
  const lines = Array.isArray(output) ? output.map(String) : typeof stack === "string" ? [stack] : [];
  return lines.length === 0 ? [] : ["", ...lines.map((line) => pc.dim(line))];
}

function failureLines(error: AegisError): string[] {
  const { message, hint, code } = error;
  // The user who stopped it knows: that is no error.
  if (code === "interrupted") return [`${message} ${hint}`];
  return [`${pc.red("error")} ${message}`, `      ${hint}`, pc.dim(`      (${code})`), ...evidence(error)];
}

export function createTerminal(asJson: boolean): Terminal {
  const toPeople = asJson ? process.stderr : process.stdout;
  return {
    asJson,
    say: (line = "") => {
      toPeople.write(printable(`${line}\n`));
    },
    printResult: (value) => {
      if (asJson) process.stdout.write(`${json(value)}\n`);
    },
    fail: (error) => {
      const { code, message, hint, details } = error;
      if (asJson) process.stdout.write(`${json({ error: { code, message, hint, details } })}\n`);
      else process.stderr.write(`${printable(failureLines(error).join("\n"))}\n`);
    },
  };
}
