import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { OPERATOR, PASSWORD } from "./operator.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = "app/components/frontend/pages/start.tsx";

let copy: string;
let server: RunningServer;

/** A copy, for the test edits a page. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "pages-"));
  for (const name of [
    "app",
    "tests",
    "package.json",
    "tsconfig.json",
    "vite.config.ts",
    "react-router.config.ts",
  ]) {
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  }
  await mkdir(join(copy, "node_modules"));
  for (const name of await readdir(join(ROOT, "node_modules"))) {
    // What Vite keeps there belongs to the development server of whoever runs this test.
    if (name.startsWith(".")) continue;
    await symlink(join(ROOT, "node_modules", name), join(copy, "node_modules", name), "junction");
  }
  server = await startServer({
    mode: "development",
    root: copy,
    environment: { OVERSEER_PASSWORD: PASSWORD },
  });
});

afterAll(async () => {
  await server.stop();
  await rm(copy, { recursive: true, force: true });
});

const text = async (path: string) => (await fetch(server.url + path, { headers: OPERATOR })).text();

test("pages are served from source, with the scripts that reload them", async () => {
  const html = await text("/");
  expect(html).toContain("app/components/backend");
  expect(html).toContain("inject-hmr-runtime");
  expect(await text("/@vite/client")).toContain("WebSocket");
});

test("a loader holds the very service that the API holds", async () => {
  await server.tell("mark");
  expect(await text("/overseer")).toContain("marked-version");
  expect(await text("/health")).toContain("marked-version");
});

test("an edited page is served by the same process", async () => {
  const before = await readFile(join(copy, PAGE), "utf8");
  await writeFile(join(copy, PAGE), before.replace("What this stack holds", "What was edited"));
  await vi.waitFor(async () => expect(await text("/")).toContain("What was edited"), { timeout: 60_000 });
  expect(await text("/overseer")).toContain("marked-version");
}, 90_000);

test("a developer sees where a page failed", async () => {
  await server.tell("fail");
  const response = await fetch(`${server.url}/overseer`, { headers: OPERATOR });
  expect(response.status).toBe(500);
  expect(await response.text()).toContain("Error: the loader broke");
});
