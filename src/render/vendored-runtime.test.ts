import { expect, test } from "vitest";
import { createTarball } from "../../scripts/runtime/tarball.ts";
import type { Lockfile } from "./lock-graph.ts";
import { toJson } from "./manifest.ts";
import { vendoredFiles, withLockedWorkspace, withWorkspace, workspaceFor } from "./vendored-runtime.ts";

const packed = {
  name: "@aegis-stack/runtime",
  version: "1.2.3",
  license: "MIT",
  exports: { "./queue": { types: "./dist/queue/index.d.ts", default: "./dist/queue/index.js" } },
  files: ["dist", "src"],
  dependencies: { commander: "14.0.2" },
  peerDependencies: { zod: "^4.0.0", pg: "^8.0.0", croner: "^11.0.0" },
  peerDependenciesMeta: { pg: { optional: true }, croner: { optional: true } },
};

const tarball = createTarball(
  new Map(
    [
      "LICENSE",
      "src/queue/index.ts",
      "src/overseer/view/page.tsx",
      "dist/queue/index.js",
      "dist/overseer/build/server.js",
    ]
      .map((path) => [path, Buffer.from("content\n")] as const)
      .concat([["package.json", Buffer.from(toJson(packed))]]),
  ),
);

const template = {
  scripts: { dev: "node" },
  dependencies: { "@aegis-stack/runtime": "1.2.3", croner: "11.0.1", pg: "8.23.1", zod: "4.6.7" },
  devDependencies: { "@types/pg": "8.23.1", vite: "8.3.8" },
  allowScripts: { node: true, pg: false, redis: false },
};
const chosen = {
  ...template,
  dependencies: { "@aegis-stack/runtime": "1.2.3", croner: "11.0.1", zod: "4.6.7" },
  devDependencies: { vite: "8.3.8" },
  allowScripts: { node: true },
};
const manifest = withWorkspace(chosen, template, tarball);

test("sources and Overseer's compiled pages, and nothing else that is compiled or would be", () => {
  expect([...vendoredFiles(tarball).keys()].toSorted()).toEqual([
    "runtime/LICENSE",
    "runtime/biome.json",
    "runtime/dist/overseer/build/server.js",
    "runtime/package.json",
    "runtime/src/queue/index.ts",
  ]);
});

test("a manifest whose exports are sources, without peers that an application may do without", () => {
  const { content } = vendoredFiles(tarball).get("runtime/package.json") ?? { content: "" };
  expect(JSON.parse(String(content))).toEqual({
    name: "@aegis-stack/runtime",
    version: "1.2.3",
    private: true,
    license: "MIT",
    exports: { "./queue": "./src/queue/index.ts" },
    dependencies: { commander: "14.0.2" },
    peerDependencies: { zod: "^4.0.0" },
  });
});

test("an application lists the libraries that were not chosen for development", () => {
  expect(manifest).toEqual({
    workspaces: ["runtime"],
    scripts: { dev: "node" },
    dependencies: { "@aegis-stack/runtime": "file:runtime", croner: "11.0.1", zod: "4.6.7" },
    devDependencies: { "@types/pg": "8.23.1", pg: "8.23.1", vite: "8.3.8" },
    allowScripts: { node: true, pg: false },
  });
  expect(Object.keys(manifest).slice(0, 2)).toEqual(["workspaces", "scripts"]);
});

test("each manager has its own words for a workspace", () => {
  const specOf = (manager: "pnpm" | "yarn") =>
    workspaceFor(manager, manifest).dependencies?.["@aegis-stack/runtime"];
  expect([specOf("pnpm"), specOf("yarn")]).toEqual(["workspace:*", "workspace:*"]);
  expect(workspaceFor("pnpm", manifest).workspaces).toBeUndefined();
  expect(workspaceFor("yarn", manifest).workspaces).toEqual(["runtime"]);
  expect(workspaceFor("npm", manifest)).toBe(manifest);
  expect(workspaceFor("pnpm", chosen)).toBe(chosen);
});

test("npm's lock has a link and the folder that it leads to", () => {
  const lockfile: Lockfile = { packages: { "": {} } };
  expect(withLockedWorkspace(lockfile, tarball).packages).toMatchObject({
    "node_modules/@aegis-stack/runtime": { resolved: "runtime", link: true },
    runtime: { name: "@aegis-stack/runtime", dependencies: { commander: "14.0.2" } },
  });
});
