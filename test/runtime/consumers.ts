import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { modules as exported, manifest, packed, ROOT, writeFiles } from "./packed.ts";

/** The compilers, each by the folder of its package in the repository. */
export const TYPESCRIPT_COMPILERS = [
  { version: "7", folder: "typescript" },
  { version: "6", folder: "typescript-6" },
  { version: "5.9", folder: "typescript-5" },
] as const;

type Compiler = (typeof TYPESCRIPT_COMPILERS)[number];

const SQLITE_LIBRARIES = ["drizzle-orm", "better-sqlite3", "@types/better-sqlite3"];
const POSTGRES_LIBRARIES = ["drizzle-orm", "pg", "@types/pg"];

/**
 * The optional libraries that the declarations of a subpath name. Those of every other subpath, the contracts of queue,
 * scheduler, cache and mail among them, name none.
 */
const OPTIONAL_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  "./ai": ["@ai-sdk/provider", "ai"],
  "./ai/mcp": ["@ai-sdk/provider", "ai"],
  "./ai/rag": ["@ai-sdk/provider", "ai", "drizzle-orm"],
  "./ai/rag/documents-page": ["@ai-sdk/provider", "ai", "drizzle-orm", "react-router"],
  "./ai/chat-page": ["@ai-sdk/provider", "ai", "react", "@types/react"],
  "./ai/chat-page/server": ["@ai-sdk/provider", "ai", "react-router"],
  "./ai/tasks": ["@ai-sdk/provider", "ai"],
  "./ai/markdown": ["react", "@types/react"],
  "./auth": ["drizzle-orm"],
  "./auth/organisations": ["drizzle-orm"],
  "./database": ["drizzle-orm"],
  "./database/postgres": POSTGRES_LIBRARIES,
  "./database/postgres/columns": ["drizzle-orm"],
  "./database/schemas": ["drizzle-orm", "drizzle-zod"],
  "./database/sqlite": SQLITE_LIBRARIES,
  "./database/sqlite/columns": ["drizzle-orm"],
  "./frontend": ["react-router"],
  "./frontend/document": ["react", "@types/react"],
  "./frontend/vite": ["vite"],
  "./postgres": ["pg", "@types/pg"],
  "./postgres/pool": ["pg", "@types/pg"],
  "./redis": ["ioredis"],
  "./scheduler/database": ["drizzle-orm"],
  "./testing/postgres": ["drizzle-orm"],
  "./testing/redis": ["ioredis"],
  "./testing/sqlite": ["drizzle-orm"],
};

export interface Consumer {
  readonly capability: string;
  /** The optional libraries that it has installed. */
  readonly libraries: readonly string[];
}

/** An application with the libraries of one capability each. Worker, scheduler, cache, mail and auth need those of none. */
export const CAPABILITY_CONSUMERS: readonly Consumer[] = [
  { capability: "nothing chosen", libraries: [] },
  { capability: "frontend", libraries: ["@types/react", "react", "react-router", "vite"] },
  { capability: "ai", libraries: ["@ai-sdk/provider", "ai"] },
  {
    capability: "ai with its page",
    libraries: ["@ai-sdk/provider", "ai", "@types/react", "react", "react-router"],
  },
  {
    capability: "ai with documents",
    libraries: ["@ai-sdk/provider", "ai", "drizzle-orm", "react-router"],
  },
  { capability: "redis", libraries: ["ioredis"] },
  { capability: "database[sqlite]", libraries: [...SQLITE_LIBRARIES, "drizzle-zod"] },
  { capability: "database[postgres]", libraries: [...POSTGRES_LIBRARIES, "drizzle-zod"] },
];

/** The subpaths of which the libraries are among these. */
export function subpathsFor(libraries: readonly string[]): string[] {
  return [...exported.keys()].filter((subpath) =>
    (OPTIONAL_LIBRARIES[subpath] ?? []).every((name) => libraries.includes(name)),
  );
}

/** What every application has: the peers that are not optional, the runtime's own libraries, and the types of Node.js. */
function requiredLibraries(): string[] {
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [...Object.keys(dependencies), ...peers, "@types/node"];
}

const COMPILER_OPTIONS = {
  module: "nodenext",
  target: "es2024",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  declaration: true,
  emitDeclarationOnly: true,
  rootDir: ".",
};

/** Writes an application that exports, with its inferred type, everything that the subpaths export. */
export async function createConsumer(
  place: string,
  libraries: readonly string[],
  subpaths: readonly string[],
) {
  const folder = mkdtempSync(join(place, "consumer-"));
  const modules = join(folder, "node_modules");
  const runtime = join(modules, "@aegis-stack/runtime");
  writeFiles(runtime, packed);
  for (const name of new Set([...requiredLibraries(), ...libraries])) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  const lines: string[] = [];
  for (const [index, subpath] of subpaths.entries()) {
    // Loaded from the repository's libraries: which names a module exports does not depend on what is installed.
    const target = join(ROOT, "template/node_modules/@aegis-stack/runtime", exported.get(subpath) ?? "");
    const module: object = await import(pathToFileURL(target).href);
    lines.push(`import * as all${index} from "${posix.join("@aegis-stack/runtime", subpath)}";`);
    for (const name of Object.keys(module))
      lines.push(`export const all${index}_${name} = all${index}.${name};`);
  }
  writeFileSync(join(folder, "index.ts"), lines.join("\n"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

export interface Checked {
  /** Errors in the declarations of the runtime and in the consumer. */
  readonly own: readonly string[];
  /** How many errors each other package has in its declarations. */
  readonly others: Readonly<Record<string, number>>;
}

const ERROR_LINE = /^(?<file>[^\s(]+)\(\d+,\d+\): error TS/;

/** The package that a path of the compiler's lies in; undefined for the runtime and the consumer itself. */
function packageOf(path: string): string | undefined {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  return name === "@aegis-stack/runtime" ? undefined : name;
}

/** Compiles a consumer, its libraries included, and says whose the errors are. */
export function checkConsumer(folder: string, { version, folder: compiler }: Compiler): Checked {
  const outDir = `declarations-${version}`;
  const config = join(folder, `tsconfig.${version}.json`);
  writeFileSync(
    config,
    JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, outDir }, files: ["index.ts"] }),
  );
  const tsc = join(ROOT, "node_modules", compiler, "bin/tsc");
  const args = [tsc, "--project", config, "--pretty", "false"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const lines = stdout.split("\n").filter((line) => line.includes("error TS"));
  const own = lines.filter((line) => packageOf(ERROR_LINE.exec(line)?.groups?.file ?? "") === undefined);
  if (own.length === 0 && !existsSync(join(folder, outDir, "index.d.ts")))
    return { own: [`nothing was written:\n${stdout}`], others: {} };
  const others: Record<string, number> = {};
  for (const line of lines) {
    const name = packageOf(ERROR_LINE.exec(line)?.groups?.file ?? "");
    if (name !== undefined) others[name] = (others[name] ?? 0) + 1;
  }
  return { own, others };
}
