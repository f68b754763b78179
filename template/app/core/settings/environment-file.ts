import { readFileSync } from "node:fs";

export interface EnvironmentFile {
  /** The names that the file added; what the process was started with wins over it. */
  names: ReadonlySet<string>;
  /** One sentence a fault. */
  faults: readonly string[];
}

const QUOTED = /=[^\S\n]*(["'`])[\s\S]*?\1/g;
const ASSIGNMENT = /^\s*(export\s+)?[\w.-]+\s*=/;

/**
 * Reads a `.env` file into `process.env`. A missing file is none; one that cannot be read is a fault, and so is
 * each line that Node would pass over without a word.
 */
export function readEnvironmentFile(path: string): EnvironmentFile {
  const before = new Set(Object.keys(process.env));
  let text: string;
  try {
    text = readFileSync(path, "utf8");
    process.loadEnvFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return { names: new Set(), faults: [] };
    const reason =
      code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "no permission" : String(code ?? error);
    return { names: new Set(), faults: [`.env: cannot be read (${reason}).`] };
  }
  const names = Object.keys(process.env).filter((name) => !before.has(name));
  return { names: new Set(names), faults: brokenLines(text) };
}

/** The line itself is not shown: it may hold half of a secret. */
function brokenLines(text: string): string[] {
  // A quoted value may span lines; its line ends are kept so that the numbers stay true.
  const flat = text.replace(QUOTED, (value) => `=${value.replace(/[^\n]/g, "")}`.replaceAll("\n", "\n#"));
  return flat.split("\n").flatMap((line, index) => {
    const stray = line.trim() !== "" && !line.trimStart().startsWith("#") && !ASSIGNMENT.test(line);
    return stray ? [`.env: line ${index + 1} is neither NAME=value nor a comment.`] : [];
  });
}
