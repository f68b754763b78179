import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { aegis, cleanEnvironment, temporaryFolder } from "../command.ts";
import { freePort } from "../matrix/boot.ts";
import { installManagers } from "../package-managers.ts";
import { SERVER } from "../postgres.ts";
import { inFullOr } from "../suite/sample.ts";
import { createVendored } from "../vendor/proof.ts";
import { canBuildImages, createImageBuilder, type ImageBuilder } from "./image-builder.ts";

const MANAGERS = inFullOr(["npm", "pnpm", "yarn", "bun"], ["npm"]);
const RUNTIMES: readonly Runtime[] = inFullOr(["packed", "vendored"], ["packed"]);

/** An image of every role takes minutes. */
const LARGEST_STACKS = inFullOr(["database[postgres],scheduler,worker,cache"], []);

type Runtime = "packed" | "vendored";

/** What every container of a stack with accounts needs in production. */
const PRODUCTION = {
  AUTH_SECRET: "d0c5b1a97e3f4e6f9a8b7c6d5e4f3a2b",
  PUBLIC_URL: "https://shop.example",
  MAIL_URL: "smtp://127.0.0.1:1",
  MAIL_FROM: "shop@shop.example",
  OVERSEER_PASSWORD: "a password of this test",
};

async function createApplication(manager: string, runtime: Runtime): Promise<string> {
  const cwd = temporaryFolder();
  const path = manager === "npm" ? "" : installManagers();
  if (runtime === "vendored") return createVendored(cwd, manager, path);
  // With a driver that npm would build, in an image that has no Python.
  const words = ["init", "proof-app", "-c", "database", "--yes", "--no-git", "--package-manager", manager];
  const env = { PATH: `${path}${delimiter}${cleanEnvironment().PATH}` };
  const { code, stderr } = await aegis(words, { cwd, env });
  expect(code, stderr).toBe(0);
  return join(cwd, "proof-app");
}

describe.runIf(canBuildImages)("the production image", () => {
  let images: ImageBuilder;
  beforeAll(() => {
    const dockerfile = readFileSync(join(import.meta.dirname, "../../template/Dockerfile"), "utf8");
    images = createImageBuilder(`docker.io/library/${/^FROM (\S+)/.exec(dockerfile)?.[1]}`);
  });

  afterAll(() => images?.close());

  test.each(RUNTIMES.flatMap((runtime) => MANAGERS.map((manager) => [manager, runtime] as const)))(
    "%s builds it with a %s runtime; it starts, is healthy, and stops when it is asked to",
    async (manager, runtime) => {
      const image = `localhost/${manager}-${runtime}`;
      images.build(await createApplication(manager, runtime), image);
      const { Cmd, User, Env, Healthcheck } = images.config(image);
      expect(User).toBe("node");
      expect(Env).toContain("NODE_ENV=production");

      const files = images.run(image, ["find", ".", "-maxdepth", "2", "-not", "-path", "./node_modules/.*"]);
      const names = files.split("\n");
      expect(names).toContain("./build/server");
      expect(names).toEqual(expect.not.arrayContaining(["./.env", "./tests", "./node_modules/vitest"]));
      const owned = images.run(image, ["find", ".", "-user", "node", "-not", "-path", "./data*"]);
      expect(owned, "what the process could change").toBe("");

      const port = await freePort();
      const env = { PORT: String(port), OVERSEER_PASSWORD: PRODUCTION.OVERSEER_PASSWORD };
      const web = await images.start(image, Cmd, { port }, { env });
      const page = await fetch(`http://127.0.0.1:${port}`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("proof-app")]);
      const [, ...health] = Healthcheck.Test;
      expect(images.run(image, health, { env })).toBe("");
      expect(await web.stop(), web.output()).toBe(0);
      expect(() => images.run(image, health, { env })).toThrow("ended with 1");
    },
  );

  test.each(LARGEST_STACKS)(
    "each role of the largest stack runs from one image, with PostgreSQL and Redis",
    async (components) => {
      const cwd = temporaryFolder();
      const words = ["init", "shop", "-c", components, "-s", "auth[rbac]", "--yes", "--no-git"];
      expect((await aegis(words, { cwd })).code).toBe(0);
      const image = "localhost/shop";
      images.build(join(cwd, "shop"), image);
      const name = `proof_image_${process.pid}`;
      await runStatement(`CREATE DATABASE ${name}`);
      onTestFinished(() => runStatement(`DROP DATABASE ${name} WITH (FORCE)`));
      const port = await freePort();
      const env = {
        ...PRODUCTION,
        DATABASE_URL: new URL(`/${name}`, SERVER).href,
        REDIS_URL: "redis://127.0.0.1:6379",
        REDIS_PREFIX: name,
        PORT: String(port),
      };
      const command = (role: string) => [
        "node",
        "--require",
        "@aegis-stack/runtime/preload",
        `app/entrypoints/${role}.ts`,
      ];
      const shop = (...words: string[]) => images.run(image, ["node", "app/cli/bin.js", ...words], { env });
      shop("db", "migrate");
      const worker = await images.start(image, command("worker"), { message: "worker started" }, { env });
      const scheduler = await images.start(
        image,
        command("scheduler"),
        { message: "scheduler started" },
        { env },
      );
      const web = await images.start(image, images.config(image).Cmd, { port }, { env });
      // Each fails with its exit code.
      shop("ops", "workers", "alive");
      shop("ops", "jobs", "alive");
      expect(shop("db", "backup")).toContain(", verified");
      for (const running of [web, scheduler, worker]) expect(await running.stop(), running.output()).toBe(0);
    },
  );
});

async function runStatement(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: new URL("/postgres", SERVER).href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
