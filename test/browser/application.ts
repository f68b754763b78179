import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { startScript } from "../database/counting.ts";
import { boot, freePort, type Running } from "../matrix/boot.ts";
import { type Prepared, prepareDatabase } from "../matrix/database.ts";
import { productionOf } from "../matrix/production.ts";
import { prepareRedis } from "../matrix/redis.ts";
import { stacks, stacksWith } from "../matrix/stacks.ts";
import { createWorkspace, runIn } from "../matrix/workspace.ts";
import { removeApplications } from "../remove-applications.ts";
import { complaintsOf, launch } from "./chromium.ts";

const PASSWORD = "a password of this test";

// Without accounts: pages are opened with the operators' password.
const open = stacks.filter(({ stack }) => stack.parts.every(({ name }) => name !== "auth"));
const largestOpen = stacksWith("most", open).at(-1);
const largestOfAll = stacksWith("most").at(-1);

const MODES = {
  development: { entrypoint: "app/entrypoints/dev.ts", env: {} },
  production: { entrypoint: "app/entrypoints/web.ts", env: { OVERSEER_PASSWORD: PASSWORD } },
  // Pages from the build, which open faster, and everything else in one process as in development.
  built: { entrypoint: "app/entrypoints/web.ts", env: { NODE_ENV: "development", SINGLE_PROCESS: "true" } },
} as const;

interface ApplicationOptions {
  /** What its owner has done to it before it starts. */
  edit?: (folder: string) => void;
  hasAccounts?: boolean;
  /** Settings of its own. */
  env?: Record<string, string>;
}

/**
 * The largest stack, without accounts unless they are asked for, running, and a browser to look at it; for the tests of
 * the surrounding block.
 */
export function applicationIn(
  mode: keyof typeof MODES,
  { edit = () => {}, hasAccounts = false, env: own = {} }: ApplicationOptions = {},
) {
  const largest = hasAccounts ? largestOfAll : largestOpen;
  let folder = "";
  let port = 0;
  let running: Running | undefined;
  let worker: ChildProcess | undefined;
  let browser: Browser | undefined;
  let database: Prepared | undefined;
  let redis: Prepared | undefined;
  // In development messages go into the outbox.
  const mail = largest && mode === "production" ? productionOf(largest) : {};

  const environment = (): NodeJS.ProcessEnv => ({
    ...MODES[mode].env,
    ...database?.env,
    ...redis?.env,
    ...mail,
    ...own,
  });

  async function start(): Promise<void> {
    running = await boot({ folder, args: [MODES[mode].entrypoint], port, env: environment() });
  }

  beforeAll(async () => {
    if (!largest) throw new Error("the catalog allows no stack");
    folder = createWorkspace(largest);
    edit(folder);
    database = prepareDatabase(folder, largest);
    redis = prepareRedis(folder, largest);
    port = await freePort();
    await start();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    if (worker?.kill()) await once(worker, "exit");
    database?.drop();
    redis?.drop();
    await removeApplications(folder);
  });

  return {
    start,
    stop: async () => running?.stop(),
    kill: async () => running?.kill(),
    /** Starts a worker of its own, which stops with the tests of the surrounding block. */
    startWorker(): void {
      worker = startScript(folder, ["app/entrypoints/worker.ts"], environment());
      worker.stdout?.resume();
    },
    folder: () => folder,
    /** Runs a command of the application. */
    run(...words: string[]): void {
      const env = { ...database?.env, ...redis?.env };
      const { status, output } = runIn(folder, "node", ["app/cli/bin.js", ...words], env);
      if (status !== 0) throw new Error(output);
    },
    /** Opens a page with a session of its own, signed in as an operator. */
    async open(path: string, options: BrowserContextOptions = {}) {
      if (!browser) throw new Error("there is no browser");
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        httpCredentials: { username: "admin", password: PASSWORD },
        ...options,
      });
      // A browser that has just started, on two busy cores, may take its time.
      context.setDefaultTimeout(240_000);
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(`http://127.0.0.1:${port}${path}`);
      return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
    },
  };
}
