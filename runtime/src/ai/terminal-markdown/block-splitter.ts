import { splitBlocks } from "./render-markdown.ts";
import { createJoiner } from "./text-writer.ts";

/** Splits Markdown into blocks while it arrives. */
export interface BlockSplitter {
  /** Adds what has arrived. @returns the blocks that are finished now */
  add(text: string): readonly string[];
  /** The source of the block that may go on. */
  readonly open: string;
  /** Ends the text. @returns what was still open */
  end(): readonly string[];
}

/** A longer block is finished where its line ends, so that reading it again with each line stays cheap. */
const MAX_OPEN_CHARACTERS = 32_000;

/** The line that opens a block of code. */
const CODE_FENCE = /^ {0,3}(?:`{3,}|~{3,})[^\n]*\n/;

const isFilled = (block: string): boolean => block.trim() !== "";

/** Splits Markdown while it arrives. A block is finished when another one follows it. */
export function createBlockSplitter(): BlockSplitter {
  const joiner = createJoiner();
  let open = "";

  function add(text: string): readonly string[] {
    const added = joiner.add(text).replace(/\r\n?/g, "\n");
    open += added;
    // Only a new line can finish a block.
    if (!added.includes("\n")) return [];
    if (open.length > MAX_OPEN_CHARACTERS) {
      const end = open.lastIndexOf("\n") + 1;
      const long = open.slice(0, end);
      // The rest of long code is code, too.
      open = `${CODE_FENCE.exec(long)?.[0] ?? ""}${open.slice(end)}`;
      return [long];
    }
    // A line that is not whole yet may turn out to belong to the block before it.
    const lineStart = open.lastIndexOf("\n") + 1;
    const blocks = splitBlocks(open.slice(0, lineStart));
    const last = Math.max(blocks.findLastIndex(isFilled), 0);
    open = blocks.slice(last).join("") + open.slice(lineStart);
    return blocks.slice(0, last).filter(isFilled);
  }

  return {
    add,
    get open() {
      return open;
    },
    end() {
      const rest = open + joiner.end().replace("\r", "\n");
      open = "";
      return splitBlocks(rest).filter(isFilled);
    },
  };
}
