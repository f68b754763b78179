import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { removeApplications } from "../remove-applications.ts";
import { boot, freePort } from "./boot.ts";
import { RECORDING_ARGUMENTS, readLoaded, recordIn, startRole, stopRole } from "./count-modules.ts";
import { type Prepared, prepareDatabase } from "./database.ts";
import { productionOf } from "./production.ts";
import { prepareRedis } from "./redis.ts";
import { stacksWith } from "./stacks.ts";
import { createWorkspace, runIn } from "./workspace.ts";

const PASSWORD = "a password of this test";

/** Where Overseer's compiled pages are. */
const OVERSEER_PAGES = /runtime\/dist\/overseer\/build\//;

/** The engines and tools that a plain application does not use, and those that no process uses in production. */
const ENGINES =
  /node_modules\/(?:better-auth|better-sqlite3|bullmq|croner|drizzle-\w+|ioredis|nodemailer|pg)\//;
const TOOLS =
  /node_modules\/(?:@electric-sql|@react-router\/dev|@tailwindcss|drizzle-kit|typescript|vite|vitest)\//;

/** What answers requests and renders pages. */
const SERVING =
  /(?:node_modules\/(?:fastify|react|react-dom|react-router)\/|build\/libraries\/(?:fastify|react-router)\.js)/;

/** Handlers and jobs, which only the processes that run them load. */
const OTHER_COMPONENTS = /^app\/components\/(?:worker|scheduler)\//;

/**
 * Some ten per cent more than was measured when this was written: counts, so that no machine changes them. Raise one in the
 * commit that needs it, with the reason. What the build has bundled counts as the files that it is in.
 */
const BUDGETS = {
  plain: { instantiations: 560_000, web: 115, health: 146 },
  largest: { instantiations: 1_410_000, web: 910, health: 260, worker: 530, scheduler: 275 },
};

const [plain] = stacksWith("fewest");
/** With jobs in the database: those in memory run within the web process. */
const largest = stacksWith("most").findLast(({ stack }) =>
  stack.parts.some(({ name, choice }) => name === "scheduler" && choice === "database"),
);
if (plain === undefined || largest === undefined) throw new Error("there is no stack");

/** The processes that have loaded more modules than their budget allows; fewer than 20 were not recorded at all. */
function overBudget(loaded: Record<string, string[]>, budget: Readonly<Record<string, number>>): string[] {
  return Object.entries(loaded).flatMap(([name, { length }]) => {
    const limit = budget[name] ?? 0;
    return length > 20 && length <= limit ? [] : [`${name}: ${length} modules, the budget is ${limit}`];
  });
}

const signIn = (address: string) =>
  fetch(`${address}/api/v1/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "http://localhost:8000" },
    body: JSON.stringify({ email: "operator@example.com", password: PASSWORD }),
  });

describe.each([
  { name: "the plain application", rendered: plain, budget: BUDGETS.plain, roles: [] },
  {
    name: "the largest application",
    rendered: largest,
    budget: BUDGETS.largest,
    roles: ["worker", "scheduler"],
  },
])("$name", ({ rendered, budget, roles }) => {
  let folder = "";
  let servers: readonly Prepared[] = [];
  let env: NodeJS.ProcessEnv = {};
  beforeAll(() => {
    folder = createWorkspace(rendered);
    const built = runIn(folder, "npm", ["run", "build"]);
    expect(built.status, built.output).toBe(0);
    servers = [prepareDatabase(folder, rendered), prepareRedis(folder, rendered)];
    env = {
      NODE_ENV: "production",
      OVERSEER_PASSWORD: PASSWORD,
      ...Object.assign({}, ...servers.map((server) => server.env)),
      ...productionOf(rendered),
    };
  });
  afterAll(() => {
    for (const server of servers) server.drop();
    return removeApplications(folder);
  });

  const recording = (name: string) => {
    const file = join(folder, `data/${name}.modules`);
    return { file, env: { ...env, ...recordIn(file) }, loaded: () => readLoaded(file, folder) };
  };

  test("is type-checked within its budget of type instantiations", () => {
    const { status, output } = runIn(folder, "tsc", ["--extendedDiagnostics"]);
    expect(status, output).toBe(0);
    const instantiations = Number(/^Instantiations: +(\d+)$/m.exec(output)?.[1]);
    expect(instantiations, output).toBeGreaterThan(1_000);
    expect(instantiations).toBeLessThanOrEqual(budget.instantiations);
  });

  test("its web process and its health command load modules within their budgets, Overseer's pages on their first request", async () => {
    const port = await freePort();
    const web = recording("web");
    const start = [...RECORDING_ARGUMENTS, "app/entrypoints/web.ts"];
    const running = await boot({ folder, args: start, port, env: web.env });
    onTestFinished(async () => void (await running.stop()));
    expect(web.loaded().filter((path) => OVERSEER_PAGES.test(path) || TOOLS.test(path))).toEqual([]);
    expect((await fetch(`${running.address}/`)).status).toBe(200);
    // What is loaded with the first sign-in is loaded now, so that the count does not depend on when.
    if (rendered === largest) expect((await signIn(running.address)).status).toBe(401);
    expect(overBudget({ web: web.loaded() }, budget)).toEqual([]);
    expect(web.loaded().filter((path) => OTHER_COMPONENTS.test(path))).toEqual([]);

    const health = recording("health");
    const args = [...RECORDING_ARGUMENTS, "app/cli/bin.js", "health", "--json"];
    const asked = runIn(folder, "node", args, { ...health.env, PORT: String(port) });
    expect(asked.status, asked.output).toBe(0);
    expect(health.loaded().filter((path) => TOOLS.test(path) || SERVING.test(path))).toEqual([]);
    expect(overBudget({ health: health.loaded() }, budget)).toEqual([]);

    const authorization = `Basic ${btoa(`admin:${PASSWORD}`)}`;
    const overseer = await fetch(`${running.address}/overseer`, { headers: { authorization } });
    await overseer.text();
    if (rendered === plain) {
      expect(web.loaded().filter((path) => OVERSEER_PAGES.test(path))).toHaveLength(1);
      expect(web.loaded().filter((path) => ENGINES.test(path))).toEqual([]);
    }
    expect(await running.stop(), running.output()).toBe(0);
  });

  test.each(roles)("its %s loads modules within its budget, and none that answers requests", async (role) => {
    const record = recording(role);
    const args = [...RECORDING_ARGUMENTS, `app/entrypoints/${role}.ts`];
    const running = await startRole(folder, args, record.env, `${role} started`);
    onTestFinished(async () => void (await stopRole(running)));
    const loaded = record.loaded();
    expect(loaded.filter((path) => TOOLS.test(path) || SERVING.test(path))).toEqual([]);
    expect(overBudget({ [role]: loaded }, budget)).toEqual([]);
    expect(await stopRole(running), running.output()).toBe(0);
  });
});
