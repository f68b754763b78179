import { execFileSync } from "node:child_process";
import { cpSync, globSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

interface Manifest {
  /** A subpath without declarations is a program: it is run, not imported. */
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

/**
 * The public API of each capability, of each part of one that the manifest exports, and the programs that child processes run
 * (`*.process.ts`), as paths below the runtime's folder.
 */
function entriesOf(runtime: string): string[] {
  const found = globSync(["src/*/index.ts", "src/**/*.process.ts"], { cwd: runtime }).map((path) =>
    path.replaceAll("\\", "/"),
  );
  const manifest: Manifest = JSON.parse(readFileSync(join(runtime, "package.json"), "utf8"));
  const exported = Object.values(manifest.exports)
    .map((target) => (typeof target === "string" ? target : target.default))
    .filter((path) => path.endsWith(".js"))
    .map((path) => path.replace(/^\.\/dist\/(.+)\.js$/, "src/$1.ts"));
  return [...new Set([...found, ...exported])].toSorted();
}

/**
 * Compiles the runtime into its `dist` folder. All entries are built in one run with shared chunks: one bundle for each
 * entry would contain its own copy of the foundation, and an error of one would not be recognised by another.
 * Declarations stay one file per source, so that an editor's "go to definition" ends in the shipped sources.
 */
export async function compileRuntime(runtime: string): Promise<void> {
  rmSync(join(runtime, "dist"), { recursive: true, force: true });
  await build({
    absWorkingDir: runtime,
    entryPoints: entriesOf(runtime),
    outbase: "src",
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node22",
    sourcemap: true,
    // The sources are in the package.
    sourcesContent: false,
    legalComments: "inline",
    logLevel: "warning",
  });
  // What older versions of Node.js must be able to read is shipped as it is written.
  for (const path of globSync("src/**/*.cjs", { cwd: runtime }))
    cpSync(join(runtime, path), join(runtime, path.replace(/^src/, "dist")));
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const args = [join(typescript, "bin/tsc"), "--project", join(runtime, "tsconfig.build.json")];
  execFileSync(process.execPath, args, { stdio: "inherit" });
}
