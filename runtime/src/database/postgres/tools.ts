import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { AppError } from "../../errors/index.ts";
import { createToolEnvironment, type PostgresAddress } from "../../postgres/index.ts";

/** A running program of PostgreSQL. */
export interface PostgresTool {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves when it succeeded. Rejects with `backup.no-tools` or with its first message. */
  readonly ended: Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/**
 * Starts `pg_dump`, `pg_restore` or `psql`. The server is passed in the environment: other users can read arguments, and
 * parameters of an address that only the driver knows would be refused.
 */
export function startTool(command: string, args: readonly string[], address?: PostgresAddress): PostgresTool {
  const target = address && createToolEnvironment(address);
  const child = spawn(command, args, {
    env: { ...process.env, ...target?.variables, PGCONNECT_TIMEOUT: "5" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = `${complaint}${text}`.slice(-4_000);
  });
  // A write to a program that has ended fails as well; `ended` has the reason.
  child.stdin.on("error", () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", (error) => reject(createNoToolsError(command, error)));
    child.on("close", (code) => (code === 0 ? resolve() : reject(failed(command, complaint))));
  }).finally(() => target?.remove());
  // It may fail before it is awaited.
  ended.catch(() => {});
  return { input: child.stdin, output: child.stdout, ended, kill: () => child.kill("SIGKILL") };
}

const createNoToolsError = (command: string, cause: Error) =>
  new AppError({
    code: "backup.no-tools",
    category: "unavailable",
    message: `${command} is not on this machine, and backups of this database are made with it.`,
    hint: "Install the PostgreSQL client, no older than the server, or use the backups of the server's operator.",
    cause,
  });

function failed(command: string, complaint: string): Error {
  const lines = complaint.split("\n").filter((line) => /error|fatal|mismatch/i.test(line));
  return new Error(`${command}: ${(lines[0] ?? complaint.trim()) || "ended without a word"}`);
}
