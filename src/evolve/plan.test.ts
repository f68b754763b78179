import { expect, test } from "vitest";
import type { File } from "../render/file.ts";
import type { Found } from "./folder.ts";
import { pathsOf, planChanges, replacing } from "./plan.ts";

const file = (content: string): File => ({ content, executable: false });
const theirs = new Map([
  ["new.ts", file("new")],
  ["same.ts", file("same")],
  ["edited.ts", file("theirs")],
  ["folder", file("x")],
]);
const there: Record<string, Found> = {
  "same.ts": file("same"),
  "edited.ts": file("mine"),
  folder: "blocked",
};
const plan = planChanges({ base: new Map(), theirs, ours: (path) => there[path] ?? "absent" });

test("what becomes of each path", () => {
  expect(plan.map(({ path, kind }) => [path, kind])).toEqual([
    ["new.ts", "create"],
    ["same.ts", "keep"],
    ["edited.ts", "conflict"],
    ["folder", "blocked"],
  ]);
});

test("a conflict is replaced only where the owner's copy can be had back", () => {
  expect(pathsOf(replacing(plan, new Set()), "conflict")).toEqual(["edited.ts"]);
  expect(pathsOf(replacing(plan, new Set(["edited.ts", "folder"])), "replace")).toEqual(["edited.ts"]);
  expect(pathsOf(replacing(plan, new Set(["edited.ts", "folder"])), "blocked")).toEqual(["folder"]);
});
