import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Where an application under test is, and what it is given besides this process's environment. */
export interface ApplicationUnderTest {
  /** The folder that holds its package.json. */
  readonly folder: string;
  /** Replaces values of this process's environment; undefined removes one. NODE_ENV is `test` unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** What a command wrote, and how it ended. */
export interface CommandOutcome {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An application that responds to requests. */
export interface StartedApplication {
  /** Where it listens, no slash at the end. */
  readonly url: string;
  /** What it has written so far. */
  output(): string;
  /** Stops it as a service manager does. Resolves to its exit code: 0 where it ended by itself in time. */
  stop(): Promise<number | null>;
}

/**
 * Runs the application's command as a shell would.
 *
 * @param words the arguments: `["overview", "--json"]`
 */
export async function runCommand(
  words: readonly string[],
  { folder, environment }: ApplicationUnderTest,
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [join(folder, "app/cli/bin.js"), ...words], {
    env: { ...process.env, NODE_ENV: "test", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const outcome = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    outcome.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    outcome.stderr += text;
  });
  await once(child, "close");
  return { ...outcome, exitCode: child.exitCode };
}

/**
 * React Router deletes the generated types of a folder when it starts there. Of two that start at once, as in two files of tests, one may
 * find files in a folder that it has just emptied, or lack the folder that it has just made, and ends.
 */
const LOST_RACE_PATTERN = /\.react-router[\\/]types/;
const MAX_START_ATTEMPTS = 5;

const LISTENING_PATTERN = /listens at (http:\/\/[^\s"]+)/;

/**
 * Starts everything that the application does in one process, with pages from source, on a free port. With NODE_ENV `test`
 * it keeps tasks in memory, and commands of the developer do not find it.
 *
 * @throws Error with what it wrote, when it ends before it listens
 */
export function startApplication(application: ApplicationUnderTest): Promise<StartedApplication> {
  return tryToStart(application, MAX_START_ATTEMPTS);
}

/** @param attempts how often it may be started; a failure that another attempt would repeat ends them */
async function tryToStart(application: ApplicationUnderTest, attempts: number): Promise<StartedApplication> {
  const { folder, environment } = application;
  const words = ["--require", "@aegis-stack/runtime/preload", "app/entrypoints/dev.ts"];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "test", LOG_LEVEL: "info", PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const listening = Promise.withResolvers<string>();
  let output = "";
  const read = (text: string) => {
    output += text;
    const url = LISTENING_PATTERN.exec(output)?.[1];
    if (url !== undefined) listening.resolve(url);
  };
  child.stdout.setEncoding("utf8").on("data", read);
  child.stderr.setEncoding("utf8").on("data", read);
  const url = await Promise.race([listening.promise, ended.then(() => undefined)]);
  if (url === undefined) {
    if (attempts > 1 && LOST_RACE_PATTERN.test(output)) return await tryToStart(application, attempts - 1);
    throw new Error(`The application did not start:\n${output}`);
  }
  return {
    url,
    output: () => output,
    async stop() {
      child.kill();
      await ended;
      return child.exitCode;
    },
  };
}
