import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Follows what a process writes to its standard output, from the start on. */
export function followOutput(child: ChildProcess) {
  let output = "";
  let isClosed = false;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const closed = once(child, "close").then(() => {
    isClosed = true;
  });
  return {
    output: () => output,
    /** Resolves when the process has ended. */
    closed,
    /** Waits for what matches. @throws Error with what it has written, when it ends before */
    async waitFor(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(output);
        if (found !== null) return found;
        if (isClosed || child.stdout === null) throw new Error(`ended early: ${output}`);
        await Promise.race([once(child.stdout, "data"), closed]);
      }
    },
  };
}
