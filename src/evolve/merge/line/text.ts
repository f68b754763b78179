/** One line of a text: what it says, and how it ended ("" only where the text ended without a line break). */
export interface Line {
  readonly says: string;
  readonly end: string;
}

/** A text taken apart so that the form its owner gave it can be given back: mark, line ends, final line break. */
export interface Text {
  readonly lines: readonly Line[];
  readonly byteOrderMark: boolean;
  /** The line end that most lines have. */
  readonly end: string;
  readonly finalBreak: boolean;
}

const mark = "\uFEFF";

/** Takes a text apart. Every character of it is in the result. */
export function readText(text: string): Text {
  const byteOrderMark = text.startsWith(mark);
  const lines: Line[] = [];
  for (const [whole, says = "", end = ""] of (byteOrderMark ? text.slice(1) : text).matchAll(
    /([^\n]*?)(\r?\n|$)/g,
  )) {
    if (whole !== "") lines.push({ says, end });
  }
  const having = (wanted: string) => lines.filter(({ end }) => end === wanted).length;
  return {
    lines,
    byteOrderMark,
    end: having("\r\n") > having("\n") ? "\r\n" : "\n",
    finalBreak: lines.at(-1)?.end !== "",
  };
}

/** Puts lines together again in the form of a text. A line that has lost its end, or had none, gets the usual one. */
export function writeText(
  lines: readonly Line[],
  form: Pick<Text, "byteOrderMark" | "end" | "finalBreak">,
): string {
  const written = lines.map(({ says, end }, index) =>
    index === lines.length - 1 && !form.finalBreak ? says : says + (end === "" ? form.end : end),
  );
  return (form.byteOrderMark ? mark : "") + written.join("");
}
