import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { application } from "../application.ts";

const BUNDLER = "node_modules/@aegis-stack/runtime/dist/frontend/watch/bundle-libraries.process.js";

test("the libraries of the pages are bundled by a process that ends", async () => {
  const folder = application([]);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  rmSync(join(folder, "node_modules/.vite"), { recursive: true, force: true });
  const child = spawn(process.execPath, [BUNDLER], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "development" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  expect(await once(child, "close")).toEqual([0, null]);
  expect(existsSync(join(folder, "node_modules/.vite/deps/_metadata.json"))).toBe(true);
});
