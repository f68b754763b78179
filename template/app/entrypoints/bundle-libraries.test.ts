import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

test("the libraries of the pages are bundled by a process that ends", async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bundle-libraries.ts")], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "development" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  expect(await once(child, "close")).toEqual([0, null]);
  expect(existsSync(join(ROOT, "node_modules/.vite/deps/_metadata.json"))).toBe(true);
});
