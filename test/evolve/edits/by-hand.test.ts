import { describe, expect, test } from "vitest";
import { seeded } from "../../../src/evolve/merge/fixtures/random-edits.ts";
import { add, edited, evolved, init, remove, syntax } from "../application.ts";
import { changes } from "./changes.ts";

const everything = "database,scheduler[database],worker,cache,auth[org],mail";
const tried = [
  ...changes,
  { name: "add everything", start: init(""), change: add(everything) },
  { name: "remove auth", start: init(everything), change: remove("auth", true) },
  { name: "remove redis's users", start: init(everything), change: remove("worker,cache", true) },
] as const;

const seeds = 12;
const filesEach = 30;

const parses = (path: string, text: string): boolean => syntax(path)?.faultOf(text) === null;

interface HandEdit {
  readonly text: string;
  /** Whole lines that were written. */
  readonly written: readonly string[];
}

type Kind = (lines: readonly string[], at: number, mark: string) => HandEdit | null;

const joined = (lines: readonly string[], written: readonly string[] = []): HandEdit => ({
  text: lines.join("\n"),
  written,
});

/** What owners do to code by hand, at one line. */
const kinds: Readonly<Record<string, Kind>> = {
  "a statement": (lines, at, mark) => {
    const line = `console.log("${mark}");`;
    return joined(lines.toSpliced(at, 0, line), [line]);
  },
  "a property": (lines, at, mark) => {
    const line = `own_${mark.replace(/\W/g, "_")}: 1,`;
    return joined(lines.toSpliced(at, 0, line), [line]);
  },
  "a deleted comma": (lines, at) => {
    const line = lines[at] ?? "";
    return line.endsWith(",") ? joined(lines.with(at, line.slice(0, -1))) : null;
  },
  "two lines exchanged": (lines, at) => {
    const [one, other] = [lines[at], lines[at + 1]];
    if (one === undefined || other === undefined || one === other) return null;
    return joined(lines.toSpliced(at, 2, other, one));
  },
  "a line moved": (lines, at) => {
    const to = (at * 7919) % lines.length;
    return joined(lines.toSpliced(at, 1).toSpliced(to, 0, lines[at] ?? ""));
  },
};

/** The beginnings of everything that a line stands inside of, as text. */
function openersOf(path: string, text: string, line: string): string[] {
  const lines = text.split("\n");
  const at = lines.findIndex((each) => each.trim() === line.trim()) + 1;
  const spans = syntax(path)?.spansOf?.(text) ?? [];
  const starts = new Set(spans.filter(({ start, end }) => start < at && at <= end).map(({ start }) => start));
  return [...starts]
    .sort((one, other) => one - other)
    .map((start) => (lines[start - 1] ?? "").trim().replace(/[;,]$/, ""));
}

describe.each(tried)("$name, over edits by hand", ({ start, change }) => {
  const after = evolved(start, change);
  const concerned = after.plan.map(({ path }) => path);
  const codeOf = (path: string) => {
    const content = start.files.get(path)?.content;
    return /\.tsx?$/.test(path) && typeof content === "string" ? [[path, content] as const] : [];
  };
  const files = [...new Set(concerned)].flatMap(codeOf);

  test.each(Object.entries(kinds))(
    "%s: what is settled parses, and no line of the owner's is elsewhere",
    (_, kind) => {
      let tries = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const random = seeded(seed);
        const edits: Record<string, string> = {};
        const written: [path: string, line: string][] = [];
        for (let index = 0; index < filesEach; index++) {
          const [path, content] = files[Math.floor(random() * files.length)] ?? ["", ""];
          if (path === "" || path in edits) continue;
          const lines = content.split("\n");
          const made = kind(lines, Math.floor(random() * lines.length), `OWN ${seed}/${index}`);
          if (made === null || made.text === content || !parses(path, made.text)) continue;
          edits[path] = made.text;
          written.push(...made.written.map((line): [string, string] => [path, line]));
        }
        tries += Object.keys(edits).length;
        const { application, plan } = evolved(edited(start, edits), change);
        const conflicts = new Set(plan.filter((each) => each.kind === "conflict").map(({ path }) => path));
        for (const [path, text] of Object.entries(edits)) {
          const now = application.files.get(path)?.content;
          if (typeof now !== "string" || conflicts.has(path)) continue;
          expect(syntax(path)?.faultOf(now), `seed ${seed}, ${path}\n${now}`).toBe(null);
          for (const [, line] of written.filter((each) => each[0] === path)) {
            expect(
              now.split("\n").filter((each) => each.trim() === line.trim()),
              path,
            ).toHaveLength(1);
            const rendered = String(after.application.files.get(path)?.content);
            const before = String(start.files.get(path)?.content);
            const once = (whole: string, part: string) => whole.split(part).length === 2;
            const isSame = (opener: string) => once(before, opener) && once(rendered, opener);
            const [wanted, found] = [openersOf(path, text, line), openersOf(path, now, line)];
            // What the template wrote otherwise may be written otherwise around the owner's line too.
            expect(found.filter(isSame), `seed ${seed}, ${path}\n${now}`).toEqual(wanted.filter(isSame));
            expect(found, path).toHaveLength(wanted.length);
          }
        }
      }
      expect(tries).toBeGreaterThan(5);
    },
  );
});
