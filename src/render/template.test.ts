import { describe, expect, test } from "vitest";
import { claimProofs } from "../../scripts/claim-proofs.ts";
import { templateWithProofs } from "../../scripts/template-files.ts";
import { catalog as ownCatalog } from "../stack/catalog.ts";
import { everyStack } from "../stack/every-stack.ts";
import { packageManagers, vocabularyOf } from "../stack/stack.ts";
import { byPath } from "./file.ts";
import { claimedFields, type Manifest } from "./manifest.ts";
import { everyClaim, matcher, ownership } from "./owner.ts";
import { render } from "./render.ts";
import { readLine } from "./tag.ts";

const catalog = claimProofs(ownCatalog);
const template = templateWithProofs(new URL("../../template", import.meta.url).pathname);
const ownersOf = ownership(catalog);
const manifest: Manifest = JSON.parse(String(template.get("package.json")?.content));

describe("who owns what of the template", () => {
  test("every path has exactly one owner", () => {
    const faults = [...template.keys()]
      .map((path) => ({ path, owners: ownersOf(path).length }))
      .filter(({ owners }) => owners !== 1);
    expect(faults).toEqual([]);
  });

  const available = everyClaim(catalog).filter(
    ({ owner }) =>
      owner === null || catalog.entries.find((entry) => entry.name === owner)?.status === "available",
  );

  test.each(claimedFields)(
    "everything in %s of package.json is claimed, and every claim is there",
    (field) => {
      const claimed = new Set(everyClaim(catalog).flatMap(({ claim }) => claim[field] ?? []));
      const claimedNow = new Set(available.flatMap(({ claim }) => claim[field] ?? []));
      const there = Object.keys(manifest[field] ?? {});
      expect(there.filter((name) => !claimed.has(name))).toEqual([]);
      expect([...claimedNow].filter((name) => !there.includes(name))).toEqual([]);
    },
  );

  test("every claimed path matches something", () => {
    const owned = new Set([...template.keys()].flatMap((path) => ownersOf(path).map(({ claim }) => claim)));
    const idle = available.filter(({ claim }) => claim.paths !== undefined && !owned.has(claim));
    expect(idle).toEqual([]);
    const paths = [...template.keys()];
    const patterns = available.flatMap(({ claim }) => claim.paths ?? []);
    expect(patterns.filter((pattern) => !paths.some(matcher(pattern)))).toEqual([]);
  });
});

test("nothing in the template has Windows' line ends, which tags and diffs would trip over", () => {
  const found = byPath(template).filter(
    ([, file]) => typeof file.content === "string" && file.content.includes("\r"),
  );
  expect(found.map(([path]) => path)).toEqual([]);
});

// Every stack with npm; whatever else differs does not hang on what a stack holds, so every twentieth will do.
const elsewhere = everyStack(catalog, { packageManagers, nodePins: [true, false] });
const looked = [...everyStack(catalog), ...elsewhere.filter((_, index) => index % 20 === 0)];

describe.each(looked)("stack %#", (stack) => {
  const files = render(template, catalog, stack, { name: "some-shop" });

  test("no file is empty, holds a tag or the template's own name", () => {
    for (const [path, file] of files) {
      if (typeof file.content !== "string") continue;
      expect(file.content.trim(), path).not.toBe("");
      const tags = file.content.split("\n").filter((line) => readLine(line).kind !== "plain");
      expect(tags, path).toEqual([]);
      expect(file.content, path).not.toMatch(/\bmy-app\b/);
    }
  });
});

test("the vocabulary of conditions is the catalog's", () => {
  expect(vocabularyOf(catalog).has("database=postgres")).toBe(true);
});
