import type { Container, Entry } from "./tree.ts";

const form = /^(?:#\s?)?(?:export\s+)?(?<key>[A-Z][A-Z0-9_]*)=/;

/**
 * Reads a file of settings: each with the comment above it, by its name, whether it is set or only shown in a comment.
 * What stands above the first of them, with a blank line between, belongs to none of them.
 */
export function readSettings(text: string): Container {
  const entries: Entry[] = [];
  let open = "";
  let lead = "";
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const key = form.exec(line)?.groups?.key;
    if (key === undefined) {
      lead += line;
      if (entries.length === 0 && line.trim() === "") {
        open += lead;
        lead = "";
      }
      continue;
    }
    const written = line.trimEnd();
    const value = { kind: "scalar", text: written, value: JSON.stringify(written) } as const;
    entries.push({ key, lead, head: "", value, after: line.slice(written.length), trail: "" });
    lead = "";
  }
  return { kind: "map", open, entries, close: lead, comma: "", commaAtEnd: false };
}
