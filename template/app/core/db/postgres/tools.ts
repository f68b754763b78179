import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { AppError } from "#app/core/errors.ts";

/** A program of PostgreSQL at work. */
export interface Tool {
  input: Writable;
  output: Readable;
  /** Resolves when it ended well. Rejects with `backup.no-tools` or with what it complained about. */
  ended: Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** Starts `pg_dump`, `pg_restore` or `psql`. The password goes by the environment: arguments can be seen by others. */
export function startTool(command: string, args: readonly string[], url?: string): Tool {
  const { target, password } = url === undefined ? { target: [], password: undefined } : split(url);
  const child = spawn(command, [...args, ...target], {
    env: {
      ...process.env,
      ...(password === undefined ? {} : { PGPASSWORD: password }),
      PGCONNECT_TIMEOUT: "5",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = `${complaint}${text}`.slice(-4_000);
  });
  // Whoever writes into a program that has ended learns it from how it ended.
  child.stdin.on("error", () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", (error) => reject(notThere(command, error)));
    child.on("close", (code) => (code === 0 ? resolve() : reject(failed(command, complaint))));
  });
  // Awaited later than it may fail.
  ended.catch(() => {});
  return { input: child.stdin, output: child.stdout, ended, kill: () => child.kill("SIGKILL") };
}

function split(address: string): { target: string[]; password: string | undefined } {
  const url = new URL(address);
  const password = url.password === "" ? undefined : decodeURIComponent(url.password);
  url.password = "";
  return { target: [`--dbname=${url}`], password };
}

const notThere = (command: string, cause: Error) =>
  new AppError({
    code: "backup.no-tools",
    kind: "unavailable",
    what: `${command} is not on this machine, and backups of this database are made with it.`,
    todo: "Install the PostgreSQL client, no older than the server, or use the backups of whoever runs the server.",
    cause,
  });

function failed(command: string, complaint: string): Error {
  const lines = complaint.split("\n").filter((line) => /error|fatal|mismatch/i.test(line));
  return new Error(`${command}: ${(lines[0] ?? complaint.trim()) || "ended without a word"}`);
}
