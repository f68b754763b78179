/** What one line of the template says about conditions. */
export type Line =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "open" | "close"; readonly condition: string }
  /** Stays when the condition holds. `text` is the line without its tag. */
  | { readonly kind: "tagged"; readonly condition: string; readonly text: string }
  /** The tag alone: it speaks of the line that follows. */
  | { readonly kind: "next"; readonly condition: string };

interface CommentStyle {
  readonly region: RegExp;
  readonly alone: RegExp;
  readonly trailing: RegExp;
  readonly wholeLine: RegExp;
}

function commentStyle(opens: string, closes: string): CommentStyle {
  const condition = String.raw`aegis:(\S+?)`;
  const end = String.raw`\s*${closes}\s*$`;
  const blankAndClose = closes === "" ? "" : ` ?${closes}`;
  return {
    region: new RegExp(String.raw`^\s*${opens}\s*#(end)?region ${condition}${end}`),
    alone: new RegExp(String.raw`^\s*${opens}\s+${condition}${end}`),
    trailing: new RegExp(String.raw`^(.*\S)\s+${opens}\s+${condition}${end}`),
    wholeLine: new RegExp(String.raw`^(\s*)${opens} ?(.*?)${blankAndClose}$`),
  };
}

const commentStyles: readonly CommentStyle[] = [
  commentStyle("//", ""),
  commentStyle("#", ""),
  commentStyle("<!--", "-->"),
  commentStyle(String.raw`\{/\*`, String.raw`\*/\}`),
  commentStyle(String.raw`/\*`, String.raw`\*/`),
];

function readInStyle(style: CommentStyle, text: string): Line | null {
  const bound = style.region.exec(text);
  if (bound !== null) return { kind: bound[1] === "end" ? "close" : "open", condition: bound[2] ?? "" };
  const next = style.alone.exec(text);
  if (next !== null) return { kind: "next", condition: next[1] ?? "" };
  const tagged = style.trailing.exec(text);
  if (tagged === null) return null;
  const before = tagged[1] ?? "";
  // A tagged line that is wholly a comment is an alternative that cannot live in the template beside the chosen one.
  const commented = style.wholeLine.exec(before);
  const alternative = commented === null ? before : `${commented[1] ?? ""}${commented[2] ?? ""}`;
  return { kind: "tagged", condition: tagged[2] ?? "", text: alternative };
}

/** Reads one line. Most lines of a template are plain. */
export function readLine(text: string): Line {
  if (text.includes("aegis:")) {
    for (const style of commentStyles) {
      const line = readInStyle(style, text);
      if (line !== null) return line;
    }
  }
  return { kind: "plain", text };
}
