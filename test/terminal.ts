import { spawn, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { cleanEnvironment, entry } from "./command.ts";

/** util-linux's `script` gives a command a terminal of its own; every Debian has it. */
const works = spawnSync("script", ["-qec", "true", "/dev/null"], { stdio: "ignore" }).status === 0;

if (!works) {
  const message = "There is no util-linux `script` here: the tests with a terminal do not run.";
  if (process.env.CI) throw new Error(message);
  console.warn(message);
}

export const noTerminal = !works;

export const keys = {
  enter: "\r",
  space: " ",
  escape: "\x1b",
  down: "\x1b[B",
  interrupt: "\x03",
  erase: "\x15",
} as const;

export interface Setting {
  readonly cwd?: string;
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Wait until this was shown since the last answer, then type that. */
export type Exchange = readonly [shown: string | RegExp, typed: string];

export interface Conversation {
  readonly code: number | null;
  readonly shown: string;
}

// Colours and cursor moves say nothing about the words.
const plain = (text: string) => stripVTControlCharacters(text).replaceAll("\r", "");

/** Runs the built command in a terminal and answers what it asks. Rejects when something expected is never shown. */
export function converse(
  args: readonly string[],
  exchanges: readonly Exchange[],
  { cwd = tmpdir(), program = entry, env = {} }: Setting = {},
): Promise<Conversation> {
  const line = [process.execPath, program, ...args].map((word) => `'${word}'`).join(" ");
  return new Promise((resolve, reject) => {
    // exec: a shell left in between would itself die of the Ctrl-C that is meant for the command.
    const child = spawn("script", ["-qefc", `stty cols 160 rows 50; exec ${line}`, "/dev/null"], {
      cwd,
      env: { ...cleanEnvironment(), TERM: "xterm", ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const waiting = [...exchanges];
    let shown = "";
    let fresh = "";
    const giveUp = setTimeout(() => {
      child.kill();
      reject(new Error(`Waited in vain for ${String(waiting[0]?.[0])}; shown was:\n${shown}`));
    }, 240_000);
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      shown += plain(chunk);
      fresh += plain(chunk);
      const [expected, typed] = waiting[0] ?? [];
      if (expected === undefined || typed === undefined) return;
      if (typeof expected === "string" ? !fresh.includes(expected) : !expected.test(fresh)) return;
      waiting.shift();
      fresh = "";
      child.stdin.write(typed);
    });
    child.on("close", (code) => {
      clearTimeout(giveUp);
      if (waiting.length > 0)
        reject(new Error(`It ended before ${String(waiting[0]?.[0])}; shown was:\n${shown}`));
      else resolve({ code, shown });
    });
  });
}
