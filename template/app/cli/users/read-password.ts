import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { AppError } from "@aegis-stack/runtime/errors";

/**
 * Reads a new password: from the terminal, unseen and twice, or else the first line of standard input. It is no option
 * of a command on purpose: what is typed there stays in the shell's history, and every process on the machine can see it.
 *
 * @throws AppError `cli.password` when the two differ, there is none, or whoever was asked pressed Ctrl+C
 */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return required((await text(process.stdin)).split(/\r?\n/)[0] ?? "");
  const first = required(await ask("Password: "));
  if ((await ask("Again: ")) !== first) throw refused("The two are not the same.");
  return first;
}

async function ask(question: string): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  // As a terminal: it then echoes nothing by itself, and what would be written is thrown away.
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const given = new AbortController();
  terminal.once("SIGINT", () => given.abort());
  process.stderr.write(question);
  try {
    return await terminal.question("", { signal: given.signal });
  } catch {
    throw refused("No password was given.");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}

function required(password: string): string {
  if (password !== "") return password;
  throw refused("No password was given.");
}

const refused = (message: string) =>
  new AppError({
    code: "cli.password",
    category: "invalid",
    message,
    hint: "Type it, or give it as the first line of standard input.",
  });
