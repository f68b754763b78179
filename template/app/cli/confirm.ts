import { createInterface } from "node:readline/promises";
import { AppError } from "@aegis-stack/runtime/errors";

/**
 * Asks before something that cannot be undone.
 *
 * @param question what will be done, as a question
 * @throws AppError `cli.unconfirmed` when the answer is anything but yes, or there is nobody to ask
 */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new AppError({
      code: "cli.unconfirmed",
      kind: "invalid",
      what: "There is no terminal to ask in, so nothing was done.",
      todo: "Pass --yes to do it without asking.",
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new AppError({
    code: "cli.unconfirmed",
    kind: "invalid",
    what: "Nothing was done.",
    todo: "Answer y to go on.",
  });
}
