/** Lines that are kept one by one, so that nothing shows where others between them were dropped. */
export interface KeptLines {
  keep(line: string): void;
  drop(): void;
  text(): string;
}

const blank = (line: string | undefined): boolean => line?.trim() === "";

/**
 * Where lines were dropped, a blank line that would double the one before it, open the file or a block, or close a
 * block is dropped too: no formatter would leave it there.
 */
export function keptLines(): KeptLines {
  const lines: string[] = [];
  let gap = false;
  return {
    keep(line) {
      const last = lines.at(-1);
      if (gap && blank(line) && (last === undefined || blank(last) || /[{([]$/.test(last))) return;
      if (gap && blank(last) && /^\s*[})\]]/.test(line)) lines.pop();
      gap = false;
      lines.push(line);
    },
    drop() {
      gap = true;
    },
    text: () => lines.join("\n"),
  };
}
