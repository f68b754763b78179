import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { dropDatabase, isReachable, SERVER } from "../test/postgres.ts";
import { generateApplication, migrate } from "./application.ts";

// How late the runs of 1,000 jobs begin, in milliseconds, and what the process that begins them takes of memory: once
// with the jobs spread over the minute, once with all of them due in the same second, which is the worst there is.
const RUN_SECONDS = 65;

/** What a process does in its first seconds is not looked at: it loads its code and writes its jobs down. */
const WARM_UP = 5_000;
const PRELOAD_FLAG = ["--require", "@aegis-stack/runtime/preload"];

interface Contestant {
  name: string;
  folder: string;
  script: string;
  env: NodeJS.ProcessEnv;
}

async function measure({ folder, script, env }: Contestant, spread: boolean): Promise<string[]> {
  const child = fork(script, {
    cwd: folder,
    execArgv: PRELOAD_FLAG,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      ...(spread && { SPREAD: "1" }),
      ...env,
    },
  });
  const drifts: number[] = [];
  let memory = 0;
  const begin = performance.now();
  child.on("message", (message: { drift: number; memory: number }) => {
    if (performance.now() - begin > WARM_UP) drifts.push(message.drift);
    memory = Math.max(memory, message.memory);
  });
  const ended = once(child, "exit");
  await Promise.race([
    delay(RUN_SECONDS * 1_000),
    ended.then(() => Promise.reject(new Error(`${script} ended`))),
  ]);
  child.kill("SIGTERM");
  await ended;
  drifts.sort((one, other) => one - other);
  const at = (share: number) => String(drifts[Math.floor((drifts.length - 1) * share)] ?? "none");
  return [String(drifts.length), at(0.5), at(0.99), at(1), (memory / 1_024 ** 2).toFixed(0)];
}

async function contest(contestants: readonly Contestant[]): Promise<void> {
  for (const spread of [true, false]) {
    const title = spread ? "1,000 jobs spread over a minute" : "1,000 jobs due at once, every 20 s";
    const rows = [
      ["", "runs", "p50 ms", "p99 ms", "latest ms", "memory MiB"],
      ["---", ...Array(5).fill("---:")],
    ];
    for (const contestant of contestants)
      rows.push([contestant.name, ...(await measure(contestant, spread))]);
    process.stdout.write(`## ${title}\n\n${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}\n\n`);
  }
}

function applicationOn(engine: string, env: NodeJS.ProcessEnv): Contestant {
  const folder = generateApplication([`database[${engine}]`, "scheduler[database]"]);
  cpSync(join(import.meta.dirname, "servers/jobs"), join(folder, "bench-jobs"), { recursive: true });
  migrate(folder, { NODE_ENV: "development", ...env });
  return { name: `scheduler[database], ${engine}`, folder, script: "bench-jobs/application.ts", env };
}

const sqlite = applicationOn("sqlite", {});
const contestants = [{ ...sqlite, name: "bare croner", script: "bench-jobs/croner.ts" }, sqlite];
const name = `bench_${randomBytes(6).toString("hex")}`;
if (await isReachable(SERVER)) {
  contestants.push(applicationOn("postgres", { DATABASE_URL: `${SERVER}/${name}` }));
} else {
  process.stdout.write(`No PostgreSQL at ${SERVER}, so schedulers on it were not measured.\n`);
}
try {
  await contest(contestants);
} finally {
  const [, , onPostgres] = contestants;
  if (onPostgres) dropDatabase(onPostgres.folder, SERVER, name);
}
