import { expect, test } from "vitest";
import { type Catalog, entry } from "../stack/entry.ts";
import { ownership, stays } from "./owner.ts";

const worker = entry({
  name: "worker",
  kind: "component",
  title: "Worker",
  gives: "tasks",
  status: "available",
  claims: [
    { paths: ["app/worker/", "app/pages/jobs*", "app/*/worker/"] },
    { when: "worker=redis", paths: ["app/worker/redis/"] },
  ],
});
const catalog: Catalog = { core: [{ paths: ["app/pages/", "README.md"] }], entries: [worker] };
const ownersOf = ownership(catalog);

test.each([
  ["README.md", [null]],
  ["docs/README.md", []],
  ["app/pages/start.tsx", [null]],
  ["app/pages/jobs.tsx", ["worker"]],
  ["app/pages/jobs.test.tsx", ["worker"]],
  ["app/pages/jobs/one.tsx", [null]],
  ["app/worker/tasks/one.ts", ["worker"]],
  ["app/core/worker/one.ts", ["worker"]],
  ["app/core/deep/worker/one.ts", []],
])("%s belongs to %j", (path, owners) => {
  expect(ownersOf(path).map(({ owner }) => owner)).toEqual(owners);
});

test("the longest pattern decides, with its condition", () => {
  const [owned] = ownersOf("app/worker/redis/client.ts");
  if (owned === undefined) throw new Error("nobody owns it");
  expect(stays(owned, new Set(["worker"]))).toBe(false);
  expect(stays(owned, new Set(["worker", "worker=redis"]))).toBe(true);
  expect(stays(owned, new Set(["worker=redis"]))).toBe(false);
});

test("the same path claimed twice has two owners", () => {
  const twice: Catalog = { core: [{ paths: ["app/worker/"] }], entries: [worker] };
  expect(ownership(twice)("app/worker/a.ts")).toHaveLength(2);
});
