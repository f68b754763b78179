import { byName } from "../evolve/merge/line/import-order.ts";
import type { Name } from "./name.ts";
import type { Source } from "./source.ts";

export interface Import {
  readonly names: readonly string[];
  readonly from: string;
}

/** The one line by which the application knows of something: where it goes, and the import that it needs. */
export interface Wiring {
  /** The file that holds the list. */
  readonly path: string;
  readonly import?: Import;
  readonly line: string;
  /** Matches the list where it has an entry of this name already. */
  readonly sameName?: RegExp;
  /** Entries of the list: the new one comes behind the last. */
  readonly entries?: RegExp;
  /** What stands before the list's first entry, where it is empty. */
  readonly opening?: RegExp;
  /** The name of a constant whose array holds the entries. */
  readonly array?: string;
  /** What closes the list, where its entries can be anything: the new one comes before it. */
  readonly closing?: RegExp;
}

/** What one `aegis make` writes. */
export interface Made {
  /** Text by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly wiring: readonly Wiring[];
  /** How to see that it is there. */
  readonly next: string;
}

/** What is written for a name: `source` is what it calls, `app` the application's own name. */
export type Make = (name: Name, source: Source, app: string) => Made;

const longestLine = 110;

/** An import as the formatter leaves it. */
export function importText({ names, from }: Import): string {
  const sorted = [...names].sort(byName);
  const oneLine = `import { ${sorted.join(", ")} } from "${from}";`;
  // The formatter leaves a single name on its line, however long that is.
  if (names.length === 1 || oneLine.length <= longestLine) return oneLine;
  return ["import {", ...sorted.map((name) => `  ${name},`), `} from "${from}";`].join("\n");
}
