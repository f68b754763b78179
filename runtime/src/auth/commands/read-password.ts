import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { AppError } from "../../errors/index.ts";

/**
 * Reads a new password: from the terminal, hidden and twice, or else the first line of standard input. It is no option of a
 * command on purpose: what is typed there stays in the shell's history, and every process on the machine can see it.
 *
 * @throws AppError `cli.password` when the two differ, there is none, or the user pressed Ctrl+C
 */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return requirePassword((await text(process.stdin)).split(/\r?\n/)[0] ?? "");
  const first = requirePassword(await prompt("Password: "));
  if ((await prompt("Again: ")) !== first) throw createPasswordError("The two are not the same.");
  return first;
}

async function prompt(question: string): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  // As a terminal: it then echoes nothing by itself, and what would be written is thrown away.
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  const canceled = new AbortController();
  terminal.once("SIGINT", () => canceled.abort());
  process.stderr.write(question);
  try {
    return await terminal.question("", { signal: canceled.signal });
  } catch {
    throw createPasswordError("No password was given.");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}

function requirePassword(password: string): string {
  if (password !== "") return password;
  throw createPasswordError("No password was given.");
}

const createPasswordError = (message: string) =>
  new AppError({
    code: "cli.password",
    category: "invalid",
    message,
    hint: "Type it, or give it as the first line of standard input.",
  });
