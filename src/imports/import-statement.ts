import { fitLine } from "./line-width.ts";

/** One import or re-export of a module. `names` are those in braces, each as it is written: "type File", "a as b". */
export interface ImportStatement {
  readonly word: "import" | "export";
  readonly typeOnly: boolean;
  /** What stands before the braces: a default or a namespace. */
  readonly whole: string;
  /** Null where there are no braces. */
  readonly names: readonly string[] | null;
  /** The module, with its quotes. */
  readonly source: string;
  /** As it is written, one line or several. */
  readonly lines: readonly string[];
}

const form =
  /^(?<word>import|export)\s+(?<type>type\s+(?!from\b|,))?(?<whole>\*(?:\s+as\s+[\w$]+)?|[\w$]+(?:\s*,\s*\*\s+as\s+[\w$]+)?)?\s*,?\s*(?:\{(?<names>[^{}]*)\})?\s*from\s*(?<source>"[^"]+"|'[^']+')\s*;?$/;

function read(lines: readonly string[]): ImportStatement | null {
  const groups = form.exec(lines.join(" ").trim())?.groups;
  if (groups === undefined) return null;
  const { word, type, whole = "", names, source = "" } = groups;
  if (whole === "" && names === undefined) return null;
  if (lines.some((line) => /\/\/|\/\*/.test(line.replace(source, "")))) return null;
  return {
    word: word === "export" ? "export" : "import",
    typeOnly: type !== undefined,
    whole,
    names:
      names
        ?.split(",")
        .map((name) => name.trim().replaceAll(/\s+/g, " "))
        .filter((name) => name !== "") ?? null,
    source,
    lines,
  };
}

/** Lines as imports, or as re-exports; null where anything else stands among them: a comment, a blank line, an effect. */
export function readImports(lines: readonly string[]): ImportStatement[] | null {
  const found: ImportStatement[] = [];
  let open: string[] = [];
  for (const line of lines) {
    open.push(line);
    const begins = open.length === 1;
    if (begins ? !/^(?:import|export)\b/.test(line) : !/^\s+[\w$\s,]+$|^\}\s*from\b/.test(line)) return null;
    if (begins && /\{[^}]*$/.test(line)) continue;
    if (!begins && !line.startsWith("}")) continue;
    const statement = read(open);
    if (statement === null) return null;
    found.push(statement);
    open = [];
  }
  return open.length === 0 ? found : null;
}

/** The statement with other names in its braces, on one line where it was and still fits. */
export function withNames(statement: ImportStatement, names: readonly string[]): ImportStatement {
  const { word, typeOnly, whole, source, lines } = statement;
  const end = lines.at(-1)?.trimEnd().endsWith(";") ? ";" : "";
  const head = `${word} ${typeOnly ? "type " : ""}${whole === "" ? "" : `${whole}, `}`;
  const oneLine = `${head}{ ${names.join(", ")} } from ${source}${end}`;
  const indentation = /^\s+/.exec(lines[1] ?? "")?.[0] ?? "  ";
  const manyLines = [`${head}{`, ...names.map((name) => `${indentation}${name},`), `} from ${source}${end}`];
  return {
    ...statement,
    names,
    lines: lines.length > 1 ? manyLines : fitLine(oneLine, manyLines),
  };
}
