import type { Grammar } from "./syntax.ts";

const form = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/;

/** How many more lines a value takes that is in quotes; null where they are never closed. */
function linesOfValue(value: string, rest: readonly string[]): number | null {
  const quote = value[0];
  if (quote !== '"' && quote !== "'" && quote !== "`") return 0;
  if (value.indexOf(quote, 1) !== -1) return 0;
  const end = rest.findIndex((line) => line.includes(quote));
  return end === -1 ? null : end + 1;
}

/** Settings, one a line, each once. */
export const settings: Grammar = {
  faultOf: (text) => {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    const seen = new Set<string>();
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] ?? "";
      if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
      const [, name, value = ""] = form.exec(line) ?? [];
      if (name === undefined) return { line: at + 1, what: "It is neither a setting nor a comment." };
      if (seen.has(name)) return { line: at + 1, what: `${name} is set twice.` };
      seen.add(name);
      const more = linesOfValue(value, lines.slice(at + 1));
      if (more === null) return { line: at + 1, what: "The quotes are not closed." };
      at += more;
    }
    return null;
  },
};
