import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { AppError } from "@aegis-stack/runtime/errors";
import type { DatabaseAddress } from "./address.ts";
import { toolEnvironment } from "./tools-environment.ts";

/** A program of PostgreSQL at work. */
export interface Tool {
  input: Writable;
  output: Readable;
  /** Resolves when it ended well. Rejects with `backup.no-tools` or with what it complained about. */
  ended: Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/**
 * Starts `pg_dump`, `pg_restore` or `psql`. Where the server is goes by the environment: arguments can be seen by others,
 * and parameters of an address that only the driver knows would be refused.
 */
export function startTool(command: string, args: readonly string[], address?: DatabaseAddress): Tool {
  const target = address && toolEnvironment(address);
  const child = spawn(command, args, {
    env: { ...process.env, ...target?.variables, PGCONNECT_TIMEOUT: "5" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = `${complaint}${text}`.slice(-4_000);
  });
  // A write to a program that has ended fails, too; how it ended says why.
  child.stdin.on("error", () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", (error) => reject(notThere(command, error)));
    child.on("close", (code) => (code === 0 ? resolve() : reject(failed(command, complaint))));
  }).finally(() => target?.remove());
  // Awaited later than it may fail.
  ended.catch(() => {});
  return { input: child.stdin, output: child.stdout, ended, kill: () => child.kill("SIGKILL") };
}

const notThere = (command: string, cause: Error) =>
  new AppError({
    code: "backup.no-tools",
    kind: "unavailable",
    what: `${command} is not on this machine, and backups of this database are made with it.`,
    todo: "Install the PostgreSQL client, no older than the server, or use the backups of the server's operator.",
    cause,
  });

function failed(command: string, complaint: string): Error {
  const lines = complaint.split("\n").filter((line) => /error|fatal|mismatch/i.test(line));
  return new Error(`${command}: ${(lines[0] ?? complaint.trim()) || "ended without a word"}`);
}
