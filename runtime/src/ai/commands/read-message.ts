import { AppError } from "../../errors/index.ts";

/** More than any message may have, whose limit in characters the service checks. */
const MAX_INPUT_BYTES = 262_144;

/**
 * The message that the words of a command line are, or that standard input holds where they are "-".
 *
 * @throws AppError `cli.usage` when there is no text, `ai.prompt-too-long` when there is too much
 */
export async function readMessage(words: readonly string[]): Promise<string> {
  const text = words.length === 1 && words[0] === "-" ? await readInput() : words.join(" ");
  if (text.trim() !== "") return text;
  throw new AppError({
    code: "cli.usage",
    category: "invalid",
    message: "The message is empty.",
    hint: "Give its words, or - and the text on standard input.",
  });
}

async function readInput(): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of process.stdin) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > MAX_INPUT_BYTES)
      throw new AppError({
        code: "ai.prompt-too-long",
        category: "invalid",
        message: `Standard input has more than ${MAX_INPUT_BYTES} bytes.`,
        hint: "Shorten it, or split it into several messages.",
      });
    pieces.push(buffer);
  }
  return Buffer.concat(pieces).toString("utf8");
}
