import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * What a process in production imports and what comes in many modules. Native modules and libraries that start threads
 * or read files beside them (pino, the engines of queue and mail) stay as they are installed.
 */
const BUNDLED_LIBRARIES = [
  "@fastify/cors",
  "@fastify/fast-json-stringify-compiler",
  "@fastify/rate-limit",
  "@fastify/static",
  "drizzle-orm",
  "drizzle-orm/pg-core",
  "drizzle-orm/pg-proxy",
  "drizzle-orm/sqlite-core",
  "drizzle-orm/sqlite-proxy",
  "drizzle-zod",
  "fastify",
  "fastify-type-provider-zod",
  "react-router",
  "zod",
  "zod/v4",
  "zod/v4/core",
];

/** A library as an entry of the bundle. */
export interface LibraryEntry {
  /** The file without its ending. */
  readonly name: string;
  /** What is bundled. */
  readonly source: string;
  /** The installed files that the bundled one stands for. */
  readonly files: readonly string[];
}

const require = createRequire(import.meta.url);

/** Lists the libraries that are installed, seen from the runtime: it imports some that an application does not know. */
export async function listLibraryEntries(): Promise<LibraryEntry[]> {
  const entries = await Promise.all(BUNDLED_LIBRARIES.map(createEntry));
  return entries.filter((entry) => entry !== undefined);
}

async function createEntry(specifier: string): Promise<LibraryEntry | undefined> {
  const imported = findInstalled(() => fileURLToPath(import.meta.resolve(specifier)));
  if (imported === undefined) return undefined;
  const required = findInstalled(() => require.resolve(specifier));
  const exported: Record<string, unknown> = await import(specifier);
  return {
    name: specifier.replace("@", "").replaceAll("/", "-"),
    source:
      "module.exports" in exported ? reexportRequired(imported, exported) : reexport(imported, exported),
    files: [...new Set([imported, required ?? imported])],
  };
}

function findInstalled(resolve: () => string): string | undefined {
  try {
    return resolve();
  } catch {
    return undefined;
  }
}

function reexport(file: string, exported: object): string {
  const byDefault = "default" in exported ? `export { default } from ${quote(file)};` : "";
  return `export * from ${quote(file)};${byDefault}`;
}

/** A module that looks to importers and to `require` as Node presents a CommonJS file. */
function reexportRequired(file: string, exported: object): string {
  const names = Object.keys(exported).filter((name) => name !== "default" && name !== "module.exports");
  return [
    `import library from ${quote(file)};`,
    `export { library as default, library as "module.exports" };`,
    ...names.map(
      (name, index) => `const n${index} = library[${quote(name)}]; export { n${index} as ${quote(name)} };`,
    ),
  ].join("\n");
}

const quote = (text: string): string => JSON.stringify(text);
