import { expect, test } from "vitest";
import { managerFiles, manifestFor } from "./managers.ts";

const manifest = { name: "shop", allowScripts: { node: true, built: false } };

test("npm reads package.json as it is", () => {
  expect(manifestFor("npm", manifest)).toBe(manifest);
  expect(managerFiles("npm", manifest).size).toBe(0);
});

test("pnpm reads which install scripts may run from a file of its own", () => {
  expect(manifestFor("pnpm", manifest)).toEqual({ name: "shop" });
  expect(managerFiles("pnpm", manifest).get("pnpm-workspace.yaml")).toMatch(
    /^#.*\nstrictDepBuilds: false\nallowBuilds:\n {2}node: true\n$/,
  );
  expect(managerFiles("pnpm", { name: "shop" }).get("pnpm-workspace.yaml")).not.toContain("allowBuilds");
});

test("bun reads it from package.json under another name", () => {
  expect(manifestFor("bun", manifest)).toEqual({ name: "shop", trustedDependencies: ["node"] });
  expect(manifestFor("bun", { name: "shop" })).toEqual({ name: "shop" });
  expect(manifestFor("bun", { name: "shop", allowScripts: { built: false } })).toEqual({ name: "shop" });
});

test("yarn is told to use node_modules", () => {
  expect(managerFiles("yarn", manifest).get(".yarnrc.yml")).toContain("nodeLinker: node-modules");
  expect(manifestFor("yarn", manifest)).toEqual({ name: "shop" });
});
