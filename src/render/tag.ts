/** What one line of the template says about conditions. */
export type Line =
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "open"; readonly condition: string }
  /** What follows in the region stays where its condition does not hold, and stands in comments of this kind. */
  | { readonly kind: "else"; readonly uncomment: (text: string) => string | null }
  | { readonly kind: "close" }
  /** Stays when the condition holds. `text` is the line without its tag. */
  | { readonly kind: "tagged"; readonly condition: string; readonly text: string }
  /** The tag alone: it speaks of the line that follows. */
  | { readonly kind: "next"; readonly condition: string };

interface CommentStyle {
  readonly region: RegExp;
  readonly bound: RegExp;
  readonly alone: RegExp;
  readonly trailing: RegExp;
  readonly wholeLine: RegExp;
}

function commentStyle(opens: string, closes: string): CommentStyle {
  const condition = String.raw`aegis:(\S+?)`;
  const end = String.raw`\s*${closes}\s*$`;
  const blankAndClose = closes === "" ? "" : ` ?${closes}`;
  return {
    region: new RegExp(String.raw`^\s*${opens}\s*#region ${condition}${end}`),
    bound: new RegExp(String.raw`^\s*${opens}\s*#(else|endregion)${end}`),
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

/** A line out of its comment; null where it is none. */
function uncommentIn(style: CommentStyle, text: string): string | null {
  const commented = style.wholeLine.exec(text);
  return commented === null ? null : `${commented[1] ?? ""}${commented[2] ?? ""}`;
}

function readInStyle(style: CommentStyle, text: string): Line | null {
  const region = style.region.exec(text);
  if (region !== null) return { kind: "open", condition: region[1] ?? "" };
  const bound = style.bound.exec(text);
  if (bound !== null && bound[1] !== "else") return { kind: "close" };
  if (bound !== null) return { kind: "else", uncomment: (line) => uncommentIn(style, line) };
  const next = style.alone.exec(text);
  if (next !== null) return { kind: "next", condition: next[1] ?? "" };
  const tagged = style.trailing.exec(text);
  if (tagged === null) return null;
  const before = tagged[1] ?? "";
  // A tagged line that is wholly a comment is an alternative that cannot live in the template beside the chosen one.
  return { kind: "tagged", condition: tagged[2] ?? "", text: uncommentIn(style, before) ?? before };
}

/** Whether a text, or a line of it, may hold a tag. Every command asks it of every line, and this is faster than a pattern. */
export const mayHoldTags = (text: string): boolean =>
  text.includes("aegis:") || text.includes("#else") || text.includes("#endregion");

/** Reads one line. Most lines of a template are plain. */
export function readLine(text: string): Line {
  if (mayHoldTags(text)) {
    for (const style of commentStyles) {
      const line = readInStyle(style, text);
      if (line !== null) return line;
    }
  }
  return { kind: "plain", text };
}
