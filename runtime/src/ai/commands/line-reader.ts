import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";

/** Reads the lines that someone types, or that a pipe holds. */
export interface LineReader {
  /** Whether someone can be asked. */
  readonly isInteractive: boolean;
  /** The next line; undefined at the end, and after Ctrl+C or Ctrl+D. */
  read(prompt: string): Promise<string | undefined>;
  /** Asks a question. What was typed before it does not count as its reply. @returns false at the end and after Ctrl+C */
  confirm(question: string): Promise<boolean>;
  /** Does something; Ctrl+C in the meantime aborts the signal instead of ending the reader. */
  work<Result>(task: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  close(): void;
}

/** Reads from the terminal where there is one, else from standard input. */
export function createLineReader(): LineReader {
  const isInteractive = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  // What is typed while a response is printed must not appear within it.
  let isPrompting = false;
  const output = createPromptOutput(() => isPrompting);
  const lines = createInterface({ input: process.stdin, output, terminal: isInteractive });
  const typed: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let interrupt: AbortController | undefined;
  let isClosed = false;

  const deliver = (line: string | undefined): void => {
    const receive = waiting;
    waiting = undefined;
    receive?.(line);
  };
  const onInterrupt = (): void => {
    if (interrupt) interrupt.abort();
    else lines.close();
  };
  lines.on("line", (line) => {
    if (waiting) deliver(line);
    else typed.push(line);
    // A pipe is read no faster than it is worked on.
    if (!isInteractive && typed.length > 0) lines.pause();
  });
  lines.on("close", () => {
    isClosed = true;
    deliver(undefined);
  });
  lines.on("SIGINT", onInterrupt);
  process.on("SIGINT", onInterrupt);

  async function next(prompt: string): Promise<string | undefined> {
    const line = typed.shift();
    if (line !== undefined) return line;
    if (isClosed) return undefined;
    isPrompting = true;
    const received = new Promise<string | undefined>((resolve) => {
      waiting = resolve;
    });
    if (isInteractive) {
      lines.setPrompt(prompt);
      lines.prompt();
    } else lines.resume();
    const result = await received;
    isPrompting = false;
    if (isInteractive && result === undefined) process.stdout.write("\n");
    return result;
  }

  return {
    isInteractive,
    read: next,
    async confirm(question) {
      if (!isInteractive) return false;
      // What the terminal holds already is read first, so that it is dropped, too.
      await setImmediate();
      typed.length = 0;
      lines.write(null, { ctrl: true, name: "e" });
      lines.write(null, { ctrl: true, name: "u" });
      const reply = await next(`${question} [y/N] `);
      return /^y(?:es)?$/i.test(reply?.trim() ?? "");
    },
    async work(task) {
      const own = new AbortController();
      interrupt = own;
      try {
        return await task(own.signal);
      } finally {
        interrupt = undefined;
      }
    },
    close() {
      process.off("SIGINT", onInterrupt);
      lines.close();
    },
  };
}

/** The standard output for the line editor, silent while it does not prompt. */
function createPromptOutput(isPrompting: () => boolean): NodeJS.WritableStream {
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (isPrompting()) process.stdout.write(chunk);
      done();
    },
  });
  // The editor breaks long lines where the terminal does.
  return Object.defineProperty(output, "columns", { get: () => process.stdout.columns });
}
