import { type Entry, meaning, type Node } from "./tree.ts";

/** Stops reading: what is read is not JSON. */
class NotJson extends Error {}

const gap = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const restOfLine = /[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/[ \t]*(?=\n))/y;
const scalar = /"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;

/** Reads JSON, with comments and commas at the end as tools allow them; null where it is none. */
export function readJson(text: string): Node | null {
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };

  function readScalar(): Node {
    const written = take(scalar);
    if (written === "") throw new NotJson();
    return { kind: "scalar", text: written, value: JSON.stringify(JSON.parse(written)) };
  }

  function readEntry(kind: "map" | "list", lead: string): Entry {
    const from = at;
    let key = "";
    if (kind === "map") {
      const name: unknown = JSON.parse(take(scalar) || "null");
      if (typeof name !== "string") throw new NotJson();
      key = name;
      take(gap);
      if (text[at++] !== ":") throw new NotJson();
      take(gap);
    }
    const head = text.slice(from, at);
    const value = readValue();
    return { key: kind === "map" ? key : meaning(value), lead, head, value, after: "", trail: "" };
  }

  function readContainer(kind: "map" | "list", end: string): Node {
    const entries: Entry[] = [];
    const open = text[at++] ?? "";
    let commaAtEnd = false;
    for (;;) {
      const lead = take(gap);
      if (text[at] === end) {
        at++;
        return { kind, open, entries, close: lead + end, comma: ",", commaAtEnd };
      }
      if (entries.length > 0 && !commaAtEnd) throw new NotJson();
      const entry = readEntry(kind, lead);
      const from = at;
      const after = take(gap);
      commaAtEnd = text[at] === ",";
      if (commaAtEnd) at++;
      else at = from;
      entries.push({ ...entry, after: commaAtEnd ? after : "", trail: take(restOfLine) });
    }
  }

  function readValue(): Node {
    if (text[at] === "{") return readContainer("map", "}");
    if (text[at] === "[") return readContainer("list", "]");
    return readScalar();
  }

  try {
    const open = take(gap);
    const value = readValue();
    const close = take(gap);
    if (at !== text.length || value.kind === "scalar") return null;
    return { ...value, open: open + value.open, close: value.close + close };
  } catch (error) {
    if (error instanceof NotJson || error instanceof SyntaxError) return null;
    throw error;
  }
}
