import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";
import { createConnections } from "./connections.ts";
import type { Identity } from "./identity.ts";
import { createPrefixWatch } from "./prefix-watch.ts";

const url = process.env.TEST_REDIS_SERVER ?? "";
const newPrefix = () => `${process.env.REDIS_PREFIX}-${randomBytes(4).toString("hex")}`;

/** What a process of an application does, and what it logs. */
function start(prefix: string, identity: Omit<Identity, "host">) {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const redis = createConnections({ url, prefix, log, name: "test" });
  const watch = createPrefixWatch({ redis, log, identity: () => ({ ...identity, host: "here" }) });
  onTestFinished(async () => {
    await watch.stop();
    await redis.close();
  });
  return { redis, watch, lines };
}

describe.skipIf(!url)("a prefix", () => {
  test.each<[string, Omit<Identity, "host">, Omit<Identity, "host">]>([
    [
      "two checkouts",
      { folder: "/a/shop", publicUrl: "http://x" },
      { folder: "/b/shop", publicUrl: "http://x" },
    ],
    ["two deployments", { publicUrl: "https://shop" }, { publicUrl: "https://staging" }],
    ["two databases", { database: "db:5432/shop" }, { database: "db:5432/test", publicUrl: "https://shop" }],
    ["development and production", { folder: "/a", database: "db/shop" }, { database: "db/test" }],
  ])("that %s share is warned of, until one of them is gone", async (_what, first, second) => {
    const prefix = newPrefix();
    const [one, other] = [start(prefix, first), start(prefix, second)];
    await one.watch.start();
    expect(one.watch.trouble()).toBeUndefined();
    await other.watch.start();
    await other.watch.start();
    expect(other.watch.trouble()).toMatchObject({
      code: "redis.shared-prefix",
      message: expect.stringContaining(prefix),
      todo: expect.stringContaining("REDIS_PREFIX"),
    });
    expect(other.lines).toHaveLength(1);
    await one.watch.stop();
    await other.watch.start();
    expect(other.watch.trouble()).toBeUndefined();
  });

  test.each<[string, Omit<Identity, "host">, Omit<Identity, "host">]>([
    ["of one folder", { folder: "/a", database: "x" }, { folder: "/a", database: "y" }],
    [
      "of one address",
      { publicUrl: "https://shop", database: "a" },
      { publicUrl: "https://shop", database: "b" },
    ],
    ["of which one knows no address", { publicUrl: "https://shop", database: "a" }, { database: "a" }],
    ["that know nothing", {}, { publicUrl: "https://shop" }],
  ])("is shared by processes %s", async (_what, first, second) => {
    const prefix = newPrefix();
    const [one, other] = [start(prefix, first), start(prefix, second)];
    await one.watch.start();
    await other.watch.start();
    expect([one.lines, other.lines]).toEqual([[], []]);
  });

  test("is watched whatever another program has written, and no control character reaches the log", async () => {
    const prefix = newPrefix();
    const { redis, watch, lines } = start(prefix, { folder: "/a" });
    const key = redis.key("processes");
    const now = Date.now() - 1_000;
    await redis.run((client) =>
      client.hset(key, { one: "junk", two: "9e99 {}", three: `${now} {`, four: "1 {}" }),
    );
    await watch.start();
    expect(lines).toEqual([]);
    expect(await redis.run((client) => client.hlen(key))).toBe(2);
    await redis.run((client) =>
      client.hset(key, { five: `${now} ${JSON.stringify({ folder: "\u001b[2J" })}` }),
    );
    await watch.start();
    expect(lines.join()).toContain("\\x1b[2J");
    await redis.run((client) => client.set(key, "a text"));
    await expect(watch.start()).resolves.toBeUndefined();
  });

  test("that two checkouts on one machine share is warned of by the process that starts second", async () => {
    const prefix = newPrefix();
    const first = await checkout(prefix);
    await first.says("has started");
    const second = await checkout(prefix);
    await second.says("has started");
    expect(second.output()).toContain(`Another application uses the prefix ${prefix}`);
    expect(second.output()).toContain(first.folder);
    expect(first.output()).not.toContain("Another application");
  });
});

/** A process of a copy of this application in development, as two checkouts of it would be. */
async function checkout(prefix: string) {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  for (const name of ["app", "package.json", "node_modules"])
    symlinkSync(join(ROOT, name), join(folder, name));
  const program = `
    const { run } = await import("#app/core/lifecycle/run.ts");
    await run("web", async () => {
      const { redisPart } = await import("#app/core/redis/part.ts");
      const start = async () => {
        setInterval(() => {}, 1_000);
        process.stdout.write("has started\\n");
      };
      const up = { name: "up", start };
      return [redisPart, up];
    });`;
  const child = spawn(process.execPath, ["--preserve-symlinks", "--input-type=module", "-e", program], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "development", LOG_LEVEL: "info", REDIS_URL: url, REDIS_PREFIX: prefix },
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    rmSync(folder, { recursive: true, force: true });
  });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  return {
    folder,
    output: () => output,
    async says(text: string) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`ended without saying ${text}: ${output}`);
        await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), once(child, "close")]);
      }
    },
  };
}
