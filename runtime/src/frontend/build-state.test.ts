import { mkdirSync, mkdtempSync, rmSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readBuildState } from "./build-state.ts";

let root: string;
const file = (path: string, at: number) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), "");
  utimesSync(join(root, path), at, at);
};
const age = (path: string, at: number) => utimesSync(join(root, path), at, at);
const state = () => readBuildState({ root, buildDirectory: join(root, "build") });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "build-state-"));
  file("app/components/frontend/pages/start.tsx", 100);
  file("vite.config.ts", 100);
  file("package.json", 100);
  age("app/components/frontend/pages", 100);
  age("app/components/frontend", 100);
});
afterEach(() => rmSync(root, { recursive: true }));

test("without a build it is missing, with a newer one it is fresh", () => {
  expect(state()).toBe("missing");
  file("build/server/index.js", 200);
  expect(state()).toBe("fresh");
});

test.each([
  "app/components/frontend/pages/start.tsx",
  "vite.config.ts",
  "package.json",
  "react-router.config.ts",
])("a change of %s makes it stale", (source) => {
  file("build/server/index.js", 200);
  file(source, 300);
  expect(state()).toBe("stale");
});

test("so does a page that is gone", () => {
  file("build/server/index.js", 200);
  unlinkSync(join(root, "app/components/frontend/pages/start.tsx"));
  expect(state()).toBe("stale");
});

test("a test beside a page does not", () => {
  file("build/server/index.js", 200);
  file("app/components/frontend/pages/start.test.tsx", 300);
  age("app/components/frontend/pages", 100);
  expect(state()).toBe("fresh");
});
