import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleFiles } from "../../scripts/template-files.ts";
import { AegisError } from "../../src/errors.ts";
import { loadSyntax } from "../../src/evolve/syntax/syntax.ts";
import { planMake } from "../../src/make/plan-make.ts";
import { coveringSet } from "../matrix/covering.ts";
import { type Rendered, stacks, textOf } from "../matrix/stacks.ts";
import { runIn } from "../matrix/workspace.ts";
import { kindsOf } from "./owner.ts";

const ROOT = join(import.meta.dirname, "../..");

const samples = sampleFiles(join(ROOT, "template"));
const syntax = await loadSyntax(["list.ts", "list.tsx"]);

/** Every kind made one after the other, in memory. Answers the texts of what was written. */
function makeInMemory({ stack, files }: Rendered, name: string, kinds: readonly string[]) {
  const texts = new Map(
    [...files].flatMap(([path, file]) => (typeof file.content === "string" ? [[path, file]] : [])),
  );
  const has = new Set(stack.parts.map((part) => part.name));
  const written = new Map<string, string>();
  for (const kind of kinds) {
    const ours = (path: string) => texts.get(path) ?? "absent";
    const application = { app: "matrix-app", manager: "npm", has, ours } as const;
    const { plan, unplaced } = planMake({ kind, name, ...application, samples, syntax });
    expect(unplaced, kind).toEqual({});
    for (const change of plan) {
      if (change.kind === "delete") continue;
      texts.set(change.path, change.file);
      written.set(change.path, textOf(change.file));
    }
  }
  return written;
}

let folder = "";
beforeAll(() => {
  mkdirSync(join(ROOT, ".work"), { recursive: true });
  folder = mkdtempSync(join(ROOT, ".work/made-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`in each of ${stacks.length} stacks every kind finds its list, and what it writes is formatted and linted`, () => {
  // Many stacks share a text: each is looked at once.
  const variants = new Map<string, Set<string>>();
  for (const rendered of stacks) {
    for (const [path, text] of makeInMemory(rendered, "invoices", kindsOf(rendered)))
      variants.set(path, (variants.get(path) ?? new Set()).add(text));
  }
  for (const [path, texts] of variants) {
    for (const [index, text] of [...texts].entries()) {
      const place = join(folder, String(index), path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  }
  // A file that a rule makes an exception for lies one folder deeper here.
  const rules = textOf(stacks[0]?.files.get("biome.json")).replaceAll('"app/', '"*/app/');
  writeFileSync(join(folder, "biome.json"), rules);
  const folders = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const { status, output } = runIn(folder, "biome", [
    "check",
    "--vcs-enabled=false",
    "--error-on-warnings",
    ...folders,
  ]);
  expect(status, output).toBe(0);
});

/** Names that a list declares, imports or lists twice. */
function duplicatesIn(text: string): string[] {
  const imported = [...text.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names.split(","),
  );
  const declared = [...text.matchAll(/^(?:export )?const (\w+)/gm)].map(([, name = ""]) => name);
  const listed = [...text.matchAll(/route\(\s*"[^"]+"|offer\(\s*"[^"]+"|prefix: "[^"]+"/g)].map(
    ([entry]) => entry,
  );
  const names = [...imported, ...declared, ...listed]
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** Names of which one kind or another is taken in some stack. */
const TAKEN = ["api", "organisations", "sign-in", "account", "health"];

/** What owners call their own: the routes and commands of operators are elsewhere. */
const FREE = ["job", "task", "queue", "user", "users", "organisation"];

/** Makes one thing of each kind in each stack, and counts what was refused since the name is taken. */
function countRefusals(name: string): number {
  let refusals = 0;
  for (const rendered of coveringSet(stacks, 1)) {
    for (const kind of kindsOf(rendered)) {
      try {
        const written = makeInMemory(rendered, name, [kind]);
        for (const [path, text] of written)
          expect(duplicatesIn(text), `${path} of ${rendered.label}`).toEqual([]);
      } catch (error) {
        if (!(error instanceof AegisError)) throw error;
        expect(error.code).toMatch(/^make-(name-taken|name-invalid|file-exists)$/);
        refusals++;
      }
    }
  }
  return refusals;
}

test.each(TAKEN)("in no stack %s is given to two things of one kind", (name) => {
  expect(countRefusals(name)).toBeGreaterThan(0);
});

test.each(FREE)("in every stack %s is free for a thing of each kind", (name) => {
  expect(countRefusals(name)).toBe(0);
});
