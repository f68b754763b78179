import { expect, test } from "vitest";
import { brokenImports } from "./broken-imports.ts";
import type { Change } from "./plan.ts";

const file = (content: string) => ({ content, executable: false });
const gone = (path: string): Change => ({ path, kind: "delete", file: file(""), before: file("") });

function broken(texts: Readonly<Record<string, string>>, ...plan: Change[]) {
  const ours = (path: string) => file(texts[path] ?? "");
  return brokenImports(plan, () => Object.keys(texts), ours);
}

test("a file of the owner's that imports what goes is named, with what it imports", () => {
  const nightly = `import { z } from "zod";
import { defineJob } from "#app/jobs/job.ts";
import type { Facts } from "../../jobs/facts.ts";
const late = await import("#app/jobs/job.ts");
import "./stays.ts";`;
  const texts = { "app/mine/jobs/nightly.ts": nightly, "app/jobs/job.ts": 'import "./facts.ts";' };
  expect(broken(texts, gone("app/jobs/job.ts"), gone("app/jobs/facts.ts"))).toEqual([
    { path: "app/mine/jobs/nightly.ts", imports: ["app/jobs/job.ts", "app/jobs/facts.ts"] },
  ]);
});

test("a file counts as it will be, and one that is in conflict not at all", () => {
  const old = file('import "./gone.ts";');
  const merged: Change = { path: "app/list.ts", kind: "merge", file: file(""), before: old };
  const texts = { "app/list.ts": old.content };
  expect(broken(texts, gone("app/gone.ts"))).toEqual([{ path: "app/list.ts", imports: ["app/gone.ts"] }]);
  expect(broken(texts, gone("app/gone.ts"), merged)).toEqual([]);
  expect(broken(texts, gone("app/gone.ts"), { ...merged, kind: "keep", kept: "edited" })).toHaveLength(1);
  expect(broken(texts, gone("app/gone.ts"), { ...merged, kind: "conflict", file: old })).toEqual([]);
});
