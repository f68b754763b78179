import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { application } from "../application.ts";
import { boot, freePort } from "../matrix/boot.ts";
import { removeApplications } from "../remove-applications.ts";

const WATCHER = [
  "--require",
  "@aegis-stack/runtime/preload",
  "--import",
  "@aegis-stack/runtime/watch",
  "app/entrypoints/dev.ts",
];

let folder = "";
beforeAll(() => {
  folder = application(["redis", "worker[redis]"]);
  // As after an install: nothing was bundled or compiled yet.
  rmSync(join(folder, "node_modules/.vite"), { recursive: true, force: true });
  rmSync(join(folder, "data"), { recursive: true, force: true });
});
afterAll(() => removeApplications(folder));

test.each(["first", "second"])(
  "the %s start of npm run dev serves pages, and SIGTERM ends all of it",
  async () => {
    const running = await boot({ folder, args: WATCHER, port: await freePort(), env: { REDIS_URL: "" } });
    onTestFinished(async () => void (await running.stop()));
    expect(existsSync(join(folder, "node_modules/.vite/deps/_metadata.json"))).toBe(true);
    const response = await fetch(running.address);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<h1");
    expect(await running.stop()).toBe(0);
  },
);
