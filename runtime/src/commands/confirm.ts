import { createInterface } from "node:readline/promises";
import { AppError } from "../errors/index.ts";

/**
 * Asks before something that cannot be undone.
 *
 * @param question what will be done, as a question
 * @throws AppError `cli.unconfirmed` when the reply is anything but yes, or there is no terminal to ask in
 */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new AppError({
      code: "cli.unconfirmed",
      category: "invalid",
      message: "There is no terminal to ask in, so nothing was done.",
      hint: "Pass --yes to do it without asking.",
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = await terminal.question(`${question} [y/N] `);
    if (/^y(es)?$/i.test(reply.trim())) return;
  } finally {
    terminal.close();
  }
  throw new AppError({
    code: "cli.unconfirmed",
    category: "invalid",
    message: "Nothing was done.",
    hint: "Type y to continue.",
  });
}
