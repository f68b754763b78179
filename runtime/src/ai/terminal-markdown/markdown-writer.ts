import { print } from "../../terminal/index.ts";
import { createBlockSplitter } from "./block-splitter.ts";
import { createLiveRegion, type Terminal } from "./live-region.ts";
import { renderMarkdown } from "./render-markdown.ts";
import type { TextWriter } from "./text-writer.ts";

/** Renders Markdown on a terminal while it arrives: a finished block as it is meant, the one that grows as its source. */
export function createMarkdownWriter(terminal: Terminal): TextWriter {
  const splitter = createBlockSplitter();
  const region = createLiveRegion(terminal);
  let isFirst = true;

  function printBlocks(blocks: readonly string[]): void {
    if (blocks.length > 0) region.clear();
    for (const block of blocks) {
      print(`${isFirst ? "" : "\n"}${renderMarkdown(block)}`);
      isFirst = false;
    }
  }

  return {
    add(text) {
      printBlocks(splitter.add(text));
      const open = splitter.open.trimEnd();
      if (open !== "") region.show(isFirst ? open : `\n${open}`);
    },
    end() {
      const blocks = splitter.end();
      region.clear();
      printBlocks(blocks);
    },
  };
}
