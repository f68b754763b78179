import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { productionSettings } from "../production-settings.ts";

export interface StartOptions {
  mode: "development" | "production";
  /** Where the build lies. */
  directory?: string;
  /** After how many milliseconds a page is given up. */
  timeout?: number;
  /** The application's folder, if it is not this one. */
  root?: string;
  environment?: Record<string, string>;
}

export interface RunningServer {
  url: string;
  pid: number | undefined;
  /** What it has logged so far, a record a line. */
  logged(): { level: number; msg: string; requestId?: string; err?: { message: string } }[];
  /** Tells the process to change something, and waits until it has. */
  tell(what: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the pages with the API in a process of their own. */
export async function startServer({
  mode,
  directory = "",
  timeout = 15_000,
  root = join(import.meta.dirname, "../.."),
  environment = {},
}: StartOptions): Promise<RunningServer> {
  const child = fork(join(root, "proofs/pages/server.ts"), [mode, directory, String(timeout)], {
    cwd: root,
    execArgv: ["--require", "@aegis-stack/runtime/preload"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: mode,
      LOG_LEVEL: "error",
      DATABASE_URL: process.env.DATABASE_URL, // aegis:database
      BACKUPS_FOLDER: process.env.BACKUPS_FOLDER, // aegis:database
      MAIL_OUTBOX: process.env.MAIL_OUTBOX, // aegis:mail
      ...(mode === "production" && productionSettings),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const [url] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error(output))),
  ]);
  return {
    url: String(url),
    pid: child.pid,
    logged: () =>
      output
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line)),
    async tell(what) {
      child.send(what);
      await once(child, "message");
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
