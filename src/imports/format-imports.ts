import { byModule, byName } from "./import-order.ts";
import { type ImportStatement, readImports } from "./import-statement.ts";
import { fitLine } from "./line-width.ts";

export interface Import {
  readonly names: readonly string[];
  readonly from: string;
  readonly typeOnly?: boolean;
}

/** An import as the formatter leaves it, in lines. */
export function importLines({ names, from, typeOnly = false }: Import): readonly string[] {
  const sorted = [...names].sort(byName);
  const opening = `import ${typeOnly ? "type " : ""}{`;
  const oneLine = `${opening} ${sorted.join(", ")} } from "${from}";`;
  // The formatter never wraps an import of a single name.
  if (names.length === 1) return [oneLine];
  return fitLine(oneLine, [opening, ...sorted.map((name) => `  ${name},`), `} from "${from}";`]);
}

function formattedLines({ names, source, typeOnly, whole, lines }: ImportStatement): readonly string[] {
  if (names === null || whole !== "") return lines;
  return importLines({ names, from: source.slice(1, -1), typeOnly });
}

/**
 * The text with the imports at its top sorted and wrapped as the formatter does: their order and length depend on the
 * names in them.
 */
export function formatImports(text: string): string {
  const lines = text.split("\n");
  const end = lines.indexOf("");
  const statements = readImports(lines.slice(0, end));
  if (statements === null) return text;
  return [...statements.sort(byModule).flatMap(formattedLines), ...lines.slice(end)].join("\n");
}
