import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Change } from "../../../src/evolve/plan.ts";
import { add, edited, evolved, init, remove, syntax } from "../application.ts";
import { changes } from "./changes.ts";
import { formats } from "./formats.ts";

const everything = "database,scheduler[database],worker,cache,auth[org],mail";

const tried = [
  ...changes,
  { name: "add everything", start: init(""), change: add(everything) },
  { name: "remove auth", start: init(everything), change: remove("auth", true) },
  {
    name: "remove everything",
    start: init(everything),
    change: remove("database,worker,cache,auth,mail", true),
  },
] as const;

/** What a text says, whoever formatted it. */
function meaningOf(path: string, text: string): unknown {
  if (/\.ya?ml$/.test(path)) return parse(text);
  if (path.endsWith(".json")) return JSON.parse(text);
  return text
    .replace(/\s+/g, "")
    .replaceAll("'", '"')
    .replace(/,(?=[)\]}])/g, "")
    .replaceAll(";", "");
}

const textOf = ({ file }: Change): string => (typeof file.content === "string" ? file.content : "");

describe.each(tried)("$name, over an application formatted otherwise", ({ name, start, change }) => {
  const plain = evolved(start, change).application;

  test.each(formats)("$name: what is settled parses, and says what it would say without", (format) => {
    const edits: Record<string, string> = {};
    for (const [path, { content }] of start.files) {
      if (typeof content !== "string" || path === "package-lock.json" || !format.on.test(path)) continue;
      const text = format.rewrite(content);
      // What the rewriting breaks is no owner's formatter.
      if (text !== content && syntax(path)?.faultOf(text) === null) edits[path] = text;
    }
    expect(Object.keys(edits).length).toBeGreaterThan(0);
    const { plan, application } = evolved(edited(start, edits), change);
    for (const path of Object.keys(edits)) {
      const [wanted, change] = [plain.files.get(path)?.content, plan.find((each) => each.path === path)];
      if (change?.kind === "conflict" || typeof wanted !== "string") continue;
      const now = String(application.files.get(path)?.content);
      expect(syntax(path)?.faultOf(now) ?? null, `${path}\n${now}`).toBe(null);
      expect(meaningOf(path, now), path).toEqual(meaningOf(path, wanted));
    }
    const conflicts = plan.filter(({ kind }) => kind === "conflict");
    const merges = plan.filter(({ kind }) => kind === "merge");
    // A conflict is never wrong, but rules that nobody is asked about are what formatting is settled by.
    expect(conflicts.length, `${name}: ${conflicts.map(textOf).join("\n")}`).toBeLessThanOrEqual(
      Math.ceil(merges.length / 10) + (merges.length > 20 ? 1 : 0),
    );
  });
});
