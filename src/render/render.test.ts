import { expect, test } from "vitest";
import { everyStack } from "../stack/every-stack.ts";
import { resolve } from "../stack/resolve.ts";
import type { PackageManager } from "../stack/stack.ts";
import { parseWords } from "../stack/words.ts";
import type { Files } from "./file.ts";
import { smallCatalog, smallTemplate } from "./fixtures/small.ts";
import { render, renderLockfile } from "./render.ts";

interface Surroundings {
  readonly packageManager?: PackageManager;
  readonly nodePin?: boolean;
}

function made(words: string, { packageManager = "npm", nodePin = false }: Surroundings = {}): Files {
  const asked = parseWords(smallCatalog, "component", words);
  return render(smallTemplate, smallCatalog, resolve(smallCatalog, { asked, packageManager, nodePin }), {
    name: "shop",
  });
}

const text = (files: Files, path: string) => files.get(path)?.content;
const json = (files: Files, path: string) => JSON.parse(String(text(files, path)));

test("a plain stack has the core and nothing of anybody else", () => {
  expect([...made("").keys()]).toEqual([
    ".gitignore",
    "README.md",
    "app/backend/server.ts",
    "app/core/logo.png",
    "app/core/settings.ts",
    "bin/run.sh",
    "package-lock.json",
    "package.json",
  ]);
});

test("an option keeps its own files and the chosen alternative", () => {
  const sqlite = made("database");
  expect(text(sqlite, "app/core/db/columns.ts")).toBe('export * from "./sqlite.ts";\n');
  expect(sqlite.has("app/core/db/sqlite.test.ts")).toBe(true);
  expect(sqlite.has("app/core/db/postgres.ts")).toBe(false);
  expect(text(sqlite, ".gitignore")).toBe("node_modules/\n*.db\n");
  const postgres = made("database[postgres]");
  expect(text(postgres, "app/core/db/columns.ts")).toBe('export * from "./postgres.ts";\n');
  expect(postgres.has("app/core/db/sqlite.ts")).toBe(false);
});

test("a file inside somebody else's folder goes with its owner", () => {
  expect(made("").has("app/backend/jobs.ts")).toBe(false);
  expect(made("worker").has("app/backend/jobs.ts")).toBe(true);
});

test("the most exact claim decides, with its own condition", () => {
  expect(made("worker").has("app/worker/worker.ts")).toBe(true);
  expect(made("worker").has("app/worker/alone.ts")).toBe(false);
});

test("the name stands wherever the template calls itself", () => {
  const files = made("worker");
  expect(text(files, "README.md")).toBe("# shop\n\nRuns shop.\n\n## Worker\n");
  expect(text(files, "app/core/settings.ts")).toBe("export const name = 'shop';\n");
  expect(json(files, "package.json").name).toBe("shop");
  expect(json(files, "package-lock.json").packages[""].name).toBe("shop");
});

test("a flag is a condition like any other", () => {
  expect(text(made("worker[turbo]"), "app/core/settings.ts")).toContain("turbo = true;\n");
});

test("a dependency stays for as long as one of those that claim it", () => {
  expect(Object.keys(json(made(""), "package.json").dependencies)).toEqual(["web"]);
  expect(Object.keys(json(made("database"), "package.json").dependencies)).toEqual(["lite", "orm", "web"]);
  expect(Object.keys(json(made("worker"), "package.json").dependencies)).toEqual([
    "orm",
    "pg",
    "queue",
    "web",
  ]);
  expect(Object.keys(json(made("worker"), "package.json").scripts)).toEqual(["dev", "worker"]);
});

test("the lock follows the manifest", () => {
  const lock = json(made(""), "package-lock.json");
  expect(Object.keys(lock.packages)).toEqual(["", "node_modules/web"]);
  expect(lock.packages[""]).toEqual({ name: "shop", dependencies: { web: "1.0.0" } });
});

test("a pinned Node is there when asked for, with the script it needs", () => {
  const pinned = json(made("", { nodePin: true }), "package.json");
  expect(pinned.devDependencies).toEqual({ node: "24.0.0" });
  expect(pinned.allowScripts).toEqual({ node: true });
  const plain = json(made(""), "package.json");
  expect(plain.devDependencies).toEqual({});
  expect(plain.allowScripts).toBeUndefined();
});

test("each package manager has its own files", () => {
  const pnpm = made("", { packageManager: "pnpm", nodePin: true });
  expect(text(pnpm, "pnpm-workspace.yaml")).toContain("allowBuilds:\n  node: true\n");
  expect(text(pnpm, ".npmrc")).toBe("pinned=true\n");
  expect(pnpm.has("package-lock.json")).toBe(false);
  expect(json(pnpm, "package.json").allowScripts).toBeUndefined();
  expect(made("").has("pnpm-workspace.yaml")).toBe(false);
  expect(made("").has(".npmrc")).toBe(false);
});

test("npm's lock can be had for a manager that takes its versions over", () => {
  const stack = resolve(smallCatalog, { asked: [], packageManager: "pnpm", nodePin: false });
  const lock = JSON.parse(renderLockfile(smallTemplate, smallCatalog, stack, { name: "shop" }));
  expect(Object.keys(lock.packages)).toEqual(["", "node_modules/web"]);
});

test("bytes that are not text pass through, and what is executable stays so", () => {
  const files = made("");
  expect(files.get("app/core/logo.png")?.content).toEqual(new Uint8Array([137, 80, 0, 255]));
  expect(files.get("bin/run.sh")?.executable).toBe(true);
});

test("the same request always gives the same files", () => {
  expect([...made("worker")]).toEqual([...made("worker")]);
});

test.each(everyStack(smallCatalog, { packageManagers: ["npm", "pnpm"], nodePins: [true, false] }))(
  "no stack has an empty file, a tag or the template's own name",
  (stack) => {
    for (const [path, file] of render(smallTemplate, smallCatalog, stack, { name: "shop" })) {
      if (typeof file.content !== "string") continue;
      expect(file.content.trim(), path).not.toBe("");
      expect(file.content, path).not.toMatch(/aegis:|my-app/);
    }
  },
);
