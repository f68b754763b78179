import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createDatabase, dropDatabase, SERVER } from "../postgres.ts";
import { removeApplications } from "../remove-applications.ts";
import { until } from "../until.ts";
import { engines } from "./place.ts";
import { startService, startWorker, type TrialWorker, trialApplication } from "./processes.ts";
import { ownRedis } from "./servers.ts";

/** What may be logged of one outage: its beginning, its other causes, its end, and the lines of start and stop. */
const MAX_LINES = 12;

const codesOf = ({ output }: TrialWorker) =>
  output()
    .split("\n")
    .flatMap((line) => /"code":"([^"]+)"/.exec(line)?.[1] ?? []);

/** Stops it, and expects what every worker promises that its server refuses. */
async function expectQuietStop(worker: TrialWorker): Promise<void> {
  worker.process.kill("SIGTERM");
  // Another code is that of a process that ran out of SHUTDOWN_TIMEOUT.
  expect(await worker.ended, worker.output()).toBe(0);
  const lines = worker.output().trim().split("\n");
  expect(lines.length, worker.output()).toBeLessThanOrEqual(MAX_LINES);
  for (const line of lines.filter((text) => !text.startsWith("@")))
    expect(() => JSON.parse(line)).not.toThrow();
}

describe("a Redis server that refuses", () => {
  let folder = "";
  beforeAll(() => {
    folder = trialApplication(["redis", "worker[redis]"]);
  });
  afterAll(() => removeApplications(folder));

  const started = async (options: readonly string[], url = (own: string) => own) => {
    const redis = await ownRedis(options);
    onTestFinished(redis.remove);
    // The default is too short where the machine is busy; a worker that does not stop exceeds any limit.
    const env = { REDIS_URL: url(redis.url), REDIS_PREFIX: "shop", SHUTDOWN_TIMEOUT: "300" };
    const service = startService(folder, env);
    onTestFinished(service.stop);
    const worker = await startWorker(folder, env, false);
    onTestFinished(() => void worker.process.kill("SIGKILL"));
    return { redis, service, worker };
  };
  const user = (...rules: string[]) =>
    started(["--user", "app", "on", ">word", ...rules], (own) => own.replace("//", "//app:word@"));
  const permitted = ["~{shop}:*", "~shop:*", "&shop:*", "+@all", "-@admin", "-@dangerous"];

  test("nothing but what the application has no use for has its tasks run", async () => {
    const { service, worker } = await user(...permitted);
    await service.get("enqueue", "work", { key: "one" });
    await until("the task has ended", () => worker.said.some(({ word }) => word === "end"));
    await expectQuietStop(worker);
  });

  test.each([
    ["scripts", ["-eval", "-evalsha"]],
    ["waiting", ["-bzpopmin"]],
    ["its keys", ["resetkeys", "~other:*"]],
  ])("%s is told of once, and the worker stops in time", async (_what, rules) => {
    const { service, worker } = await user(...permitted, ...rules);
    await until("it is told", () => codesOf(worker).includes("redis.forbidden"));
    if (!rules.includes("-bzpopmin"))
      expect(await service.refusal("enqueue", "work", { key: "one" })).toBe("redis.forbidden");
    await expectQuietStop(worker);
    expect(
      codesOf(worker).filter((told) => told === "redis.forbidden"),
      worker.output(),
    ).toHaveLength(1);
  });

  test.each([
    ["the password", "redis.refused", (own: string) => own.replace("//", "//app:wrong-word@")],
    ["the number of the database", "redis.no-such-database", (own: string) => `${own}/99`],
  ])("%s is told of once, and the worker stops in time", async (_what, code, url) => {
    const { service, worker } = await started(["--user", "app", "on", ">word", "~*", "&*", "+@all"], url);
    await until("it is told", () => worker.output().includes(code));
    expect(await service.refusal("enqueue", "work", { key: "one" })).toBe(code);
    await expectQuietStop(worker);
    expect(worker.output()).not.toContain("wrong-word");
  });

  test("a full memory is told of as what it is, and no worker is said to be gone", async () => {
    const { redis, service, worker } = await started(["--maxmemory", "0"]);
    await until("it works", () => worker.output().includes("worker started"));
    const cli = (...words: string[]) =>
      execFileSync("redis-cli", ["-u", redis.url, ...words], { encoding: "utf8" });
    cli("CONFIG", "SET", "maxmemory", "1");
    await until("it is told", () => codesOf(worker).includes("redis.full"));
    expect(await service.refusal("enqueue", "work", { key: "one" })).toBe("redis.full");
    await until("it has been silent for too long", async () => {
      const { trouble } = await service.get<{ trouble: string | null }>("queues");
      return trouble?.includes("is full") === true;
    });
    cli("CONFIG", "SET", "maxmemory", "0");
    await service.get("enqueue", "work", { key: "two" });
    await until("the task has ended", () => worker.said.some(({ word }) => word === "end"));
    await until("it is told that it is over", () => worker.output().includes("Redis is back"));
    await expectQuietStop(worker);
    expect(codesOf(worker).filter((told) => told === "redis.full")).toHaveLength(1);
  });
});

describe.each(engines.filter((engine) => engine === "postgres"))(
  "a server of %s that refuses to write",
  () => {
    test("is told of once, and the worker stops in time and goes on when it may", async () => {
      const folder = trialApplication(["database[postgres]", "worker[postgres]"]);
      const database = `proof_${randomUUID().replaceAll("-", "")}`;
      createDatabase(folder, SERVER, database);
      onTestFinished(() => {
        dropDatabase(folder, SERVER, database);
        rmSync(folder, { recursive: true, force: true });
      });
      const sql = (statement: string) => execFileSync("psql", [SERVER, "-c", statement]);
      const setReadOnly = (on: boolean) => {
        sql(`ALTER DATABASE ${database} SET default_transaction_read_only = ${on}`);
        sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
        );
      };
      const env = { DATABASE_URL: `${SERVER}/${database}`, SHUTDOWN_TIMEOUT: "300" };
      const worker = await startWorker(folder, env);
      onTestFinished(() => void worker.process.kill("SIGKILL"));
      const service = startService(folder, env);
      onTestFinished(service.stop);
      setReadOnly(true);
      await until("it is told", () => codesOf(worker).includes("queue.read-only"));
      await until("it is answered", async () => {
        const { code } = await service.ask("enqueue", "work", { key: "one" });
        return code === "queue.read-only";
      });
      setReadOnly(false);
      await service.get("enqueue", "work", { key: "two" });
      await until("the task has ended", () => worker.said.some(({ word }) => word === "end"));
      await expectQuietStop(worker);
    });
  },
);
