import { expect, test } from "vitest";
import { type Catalog, entry } from "./entry.ts";
import { gainsOf } from "./gains.ts";
import { resolve } from "./resolve.ts";

const described = { kind: "component", title: "", gives: "", status: "available" } as const;
const generate = { name: "db:generate", gives: "migrations for its tables" };
const choices = [
  { name: "memory", gives: "", status: "available" },
  { name: "kept", gives: "", status: "available" },
] as const;

const catalog: Catalog = {
  core: [],
  entries: [
    entry({ ...described, name: "accounts", afterInstall: [generate] }),
    entry({
      ...described,
      name: "jobs",
      choices,
      defaults: [{ choice: "memory" }],
      afterInstall: [{ ...generate, when: "jobs=kept" }],
    }),
  ],
};

const asked = (...parts: { name: string; choice: string | null }[]) =>
  resolve(catalog, {
    asked: parts.map((part) => ({ ...part, flags: [] })),
    packageManager: "npm",
    nodePin: false,
  });

test("a gain whose condition does not hold is none", () => {
  expect(gainsOf(catalog, asked({ name: "jobs", choice: "memory" }), "afterInstall")).toEqual([]);
});

test("what two parts want is named once", () => {
  const stack = asked({ name: "accounts", choice: null }, { name: "jobs", choice: "kept" });
  expect(gainsOf(catalog, stack, "afterInstall").map(({ name }) => name)).toEqual(["db:generate"]);
});
