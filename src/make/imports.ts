import { byModule } from "../evolve/merge/line/import-order.ts";
import { readImports } from "../evolve/merge/line/import-statement.ts";
import { type Import, importText } from "./made.ts";

/** The imports of a file in the order that the formatter wants, whatever the names in them are. */
export function importsOf(...imports: readonly (Import | string | null)[]): string {
  const texts = imports.flatMap((each) => {
    if (each === null) return [];
    return [typeof each === "string" ? each : importText(each)];
  });
  const statements = readImports(texts.flatMap((text) => text.split("\n"))) ?? [];
  return statements
    .sort(byModule)
    .flatMap(({ lines }) => lines)
    .join("\n");
}
