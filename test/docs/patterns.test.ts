import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { rememberingWorkspace } from "../make/application.ts";
import { insert } from "../make/owner.ts";
import { boot, freePort } from "../matrix/boot.ts";
import { stacksWith } from "../matrix/stacks.ts";
import { runIn } from "../matrix/workspace.ts";
import { removeApplications } from "../remove-applications.ts";
import { write } from "../write.ts";

/** A block of code that names its file in its first line. */
const BLOCK = /^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm;

const PASSWORD = "a password of this test";

const BACKEND = "app/components/backend";
const APPLICATION = "app/application.ts";

let folder = "";

beforeAll(() => {
  const [smallest] = stacksWith("fewest");
  if (smallest === undefined) throw new Error("there is no stack");
  folder = rememberingWorkspace(smallest);
});
afterAll(() => removeApplications(folder));

/** Adds an import in front of all others; `biome check --write` puts it where it belongs. */
function addImport(path: string, name: string, file: string): void {
  insert(folder, path, /^/, `import { ${name} } from "#app/${file}";\n`);
}

/** Writes what the guide shows, and the lines that it says belong to it. */
function followGuide(): void {
  const guide = readFileSync(join(folder, "docs/patterns.md"), "utf8");
  const files = [...guide.matchAll(BLOCK)].map(([, path = "", code = ""]) => ({ path, code }));
  expect(files.length).toBeGreaterThanOrEqual(9);
  for (const { path, code } of files) write(folder, path, code);

  const routes = `${BACKEND}/api/index.ts`;
  addImport(routes, "greetingRoutes", "components/backend/api/greetings/index.ts");
  const register = '  await app.register(greetingRoutes, { prefix: "/greetings" });\n';
  insert(folder, routes, /(?=^ {2}await app\.register\()/m, register);
  const page = '  route("greeting", "pages/greeting.tsx"),\n';
  insert(folder, "app/components/frontend/routes.ts", /(?=^.*pages\/start\.tsx)/m, page);
  const command = 'offer("greet", "Greet a person", () => import("./greet.ts"));\n';
  insert(folder, "app/cli/commands.ts", /$/, command);
  addImport(APPLICATION, "greetingHealth", "services/greeting/health.ts");
  insert(folder, APPLICATION, /health: \[/, "greetingHealth,");
  addImport(APPLICATION, "guestBook", "services/greeting/guest-book.ts");
  insert(folder, APPLICATION, /capabilities: \[/, "guestBook,");
  addImport(`${BACKEND}/overseer.ts`, "greetingPanel", "services/greeting/panel.ts");
  insert(folder, `${BACKEND}/overseer.ts`, /panels: \[/, "greetingPanel");

  const sorted = runIn(folder, "biome", ["check", "--write", BACKEND, APPLICATION]);
  expect(sorted.status, sorted.output).toBe(0);
}

test("what docs/patterns.md shows compiles, passes the linter and its own tests, and works as it says", async () => {
  followGuide();
  const checked = runIn(folder, "npm", ["run", "check"]);
  expect(checked.status, checked.output).toBe(0);
  const own = ["run", "app/services/greeting", `${BACKEND}/api/greetings`];
  const tested = runIn(folder, "vitest", own, { CI: "true" });
  expect(tested.status, tested.output).toBe(0);
  expect(tested.output).toMatch(/Test Files {2}2 passed/);
  const greeted = runIn(folder, "node", ["app/cli/bin.js", "greet", "Ada"]);
  expect(greeted).toEqual({ status: 0, output: "Hello, Ada!\n" });

  const env = { OVERSEER_PASSWORD: PASSWORD };
  const running = await boot({ folder, args: ["app/entrypoints/web.ts"], port: await freePort(), env });
  onTestFinished(async () => void (await running.stop()));
  const authorization = `Basic ${btoa(`admin:${PASSWORD}`)}`;
  const send = (path: string, init: RequestInit = {}) => fetch(`${running.address}${path}`, init);

  const api = await send("/api/v1/greetings", {
    method: "POST",
    body: JSON.stringify({ name: "Ada" }),
    headers: { "content-type": "application/json" },
  });
  expect(await api.json()).toMatchObject({ text: "Hello, Ada!" });
  expect(await (await send("/greeting")).text()).toContain("Hello, world!");
  const health = await (await send("/health", { headers: { authorization } })).text();
  for (const message of ["It says: Hello, Ada!", "It is open."]) expect(health).toContain(message);

  const path = "/overseer/panels/greetings";
  expect((await send(path)).status).toBe(401);
  const panel = await (await send(path, { headers: { authorization } })).text();
  expect(panel).toContain("Hello, operator!");
  const [, ask = ""] = /name="ask" value="([^"]+)"/.exec(panel) ?? [];
  const done = await send(path, {
    method: "POST",
    body: new URLSearchParams({ intent: "greet", "field.name": "Grace", ask }),
    headers: { authorization },
  });
  expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("Hello, Grace!")]);

  expect(await running.stop(), running.output()).toBe(0);
  expect(readFileSync(join(folder, "data/guest-book.txt"), "utf8")).toBe("Grace\n");
});
