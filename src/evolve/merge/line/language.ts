/**
 * What is known of a file by its name, as far as merging lines needs it.
 * code: indentation means nothing and braces balance · list: every line stands for itself · markdown · other
 */
export type Language = "code" | "list" | "markdown" | "other";

const codeEnds = /\.(?:[cm]?[jt]sx?|css)$/;
const lists = /(?:^|\/)\.(?:[a-z]*ignore|env(?:\..+)?|gitattributes)$/;

export function languageOf(path: string): Language {
  if (codeEnds.test(path)) return "code";
  if (lists.test(path)) return "list";
  return path.endsWith(".md") ? "markdown" : "other";
}

/**
 * By what two lines count as the same line. In code that is all but indentation, the kind of quotes and what ends the
 * line, so a file that its owner reformatted still lines up with the template.
 */
export function sameLineKey(language: Language): (line: string) => string {
  if (language !== "code") return (line) => line;
  return (line) =>
    line
      .trim()
      .replaceAll("'", '"')
      .replace(/[;,]+$/, "");
}
