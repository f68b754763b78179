import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { application } from "../application.ts";
import { ownRedis } from "../worker/servers.ts";
import { type MailServer, mailServer } from "./server.ts";

export interface Delivery {
  id: string;
  outcome: string;
}

/** Where a proof takes place: an application for production with a worker, its queue's server and a mail server. */
export interface Place {
  server: MailServer;
  /** Delivers a message to each address, in a process of its own that ends with it. */
  deliver(...to: string[]): Delivery[];
  /** Runs a command of the application and gives what it answers. */
  command(...words: string[]): string;
  /** Starts a worker, and resolves when it takes tasks. */
  worker(): Promise<ChildProcess>;
}

/** A place of one's own for the tests of a `describe`. It is put in order before them and cleared away after them. */
export function placeOf(): () => Place {
  let place: Place | undefined;
  let clear = async () => {};

  beforeAll(async () => {
    const folder = application(["redis", "worker[redis]", "mail"]);
    cpSync(join(import.meta.dirname, "application"), join(folder, "app/entrypoints"), { recursive: true });
    const redis = await ownRedis();
    const server = await mailServer();
    const workers: ChildProcess[] = [];
    const env = {
      PATH: [dirname(process.execPath), process.env.PATH].join(":"),
      NODE_ENV: "production",
      REDIS_URL: redis.url,
      MAIL_URL: `smtp://127.0.0.1:${server.port}?tls=optional`,
      MAIL_FROM: "Proof <proof@example.com>",
    };
    const run = (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, words, {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
      return stdout;
    };
    place = {
      server,
      deliver: (...to) => JSON.parse(run("app/entrypoints/deliver.ts", ...to)),
      command: (...words) => run("app/cli/bin.js", ...words),
      async worker() {
        const child = spawn(process.execPath, ["app/entrypoints/worker.ts"], { cwd: folder, env });
        workers.push(child);
        await begun(child);
        return child;
      },
    };
    clear = async () => {
      for (const worker of workers) worker.kill("SIGKILL");
      await server.stop();
      await redis.remove();
      rmSync(folder, { recursive: true, force: true });
    };
  });
  afterAll(() => clear());

  return () => {
    if (!place) throw new Error("the place is not ready");
    return place;
  };
}

/** @throws Error with what it said, when it ends before it takes tasks */
async function begun(child: ChildProcess): Promise<void> {
  let output = "";
  const started = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text) => {
        output += text;
        if (output.includes('"worker started"')) resolve();
      });
    }
  });
  const gone = once(child, "exit").then(() => {
    throw new Error(`the worker ended before it began:\n${output}`);
  });
  // Later on it may end as it likes.
  gone.catch(() => {});
  await Promise.race([started, gone]);
}
