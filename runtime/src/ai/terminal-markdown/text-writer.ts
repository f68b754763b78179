import { printPart } from "../../terminal/index.ts";

/** Writes a text to the standard output as it arrives. */
export interface TextWriter {
  /** Adds what has arrived, which may end anywhere. */
  add(text: string): void;
  /** Writes what is left, and ends the line. */
  end(): void;
}

/** What may be the first half of something: a line break, a character of two code units. */
const DIVISIBLE_END = /[\r\ud800-\udbff]$/;

/** Holds back the end of a text until the other half of it has arrived. */
export function createJoiner(): { add(text: string): string; end(): string } {
  let rest = "";
  return {
    add(text) {
      const joined = rest + text;
      const isDivided = DIVISIBLE_END.test(joined);
      rest = isDivided ? joined.slice(-1) : "";
      return isDivided ? joined.slice(0, -1) : joined;
    },
    end() {
      const last = rest;
      rest = "";
      return last;
    },
  };
}

/** Writes a text as it is, with control characters escaped: for files and other programs. */
export function createPlainWriter(): TextWriter {
  const joiner = createJoiner();
  let isLineOpen = false;
  const write = (text: string): void => {
    if (text === "") return;
    isLineOpen = !text.endsWith("\n");
    printPart(text);
  };
  return {
    add: (text) => write(joiner.add(text)),
    end() {
      write(joiner.end());
      if (isLineOpen) printPart("\n");
      isLineOpen = false;
    },
  };
}
