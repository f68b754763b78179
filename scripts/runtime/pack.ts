import { existsSync, globSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOverseer } from "./build-overseer.ts";
import { compileRuntime } from "./compile.ts";
import { TARBALL_PATH } from "./deliver.ts";
import { createTarball } from "./tarball.ts";

const PACKED_PATTERNS = ["package.json", "LICENSE", "README.md", "dist/**/*", "docs/*.md", "src/**/*"];
const isTest = (path: string) => /\.(test|fixture)\.ts$/.test(path);

/** What the tarball depends on, as paths below the repository. */
const INPUT_PATTERNS = [
  "runtime",
  "runtime/*.json",
  "runtime/*.md",
  "runtime/docs/*.md",
  "runtime/LICENSE",
  "runtime/src/**/*",
  "scripts/runtime/*.ts",
  "package-lock.json",
];

/** The template's tarball, below the repository. */
export const TEMPLATE_TARBALL = `template/${TARBALL_PATH}`;

/** The files of the package that `compileRuntime` has filled. */
function packedFiles(runtime: string): Map<string, Uint8Array> {
  const paths = globSync(PACKED_PATTERNS, { cwd: runtime, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(runtime.length + 1)
        .replaceAll("\\", "/"),
    );
  return new Map(paths.map((path) => [path, readFileSync(join(runtime, path))]));
}

/** Compiles and packs the runtime. The same sources always give the same bytes. */
export async function packRuntime(runtime: string): Promise<Buffer> {
  await compileRuntime(runtime);
  buildOverseer(runtime);
  return createTarball(packedFiles(runtime));
}

/** Whether the template's tarball is there and newer than everything that it is made of. */
function isPacked(repository: string): boolean {
  const place = join(repository, TEMPLATE_TARBALL);
  if (!existsSync(place)) return false;
  const packedAt = statSync(place).mtimeMs;
  const inputs = globSync(INPUT_PATTERNS, { cwd: repository });
  return inputs.every((path) => statSync(join(repository, path)).mtimeMs <= packedAt);
}

/** Packs the runtime into the template, where that has not been done since the sources changed. */
export async function packIntoTemplate(repository: string): Promise<void> {
  if (isPacked(repository)) return;
  const place = join(repository, TEMPLATE_TARBALL);
  const startedAt = new Date();
  const tarball = await packRuntime(join(repository, "runtime"));
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, tarball);
  // A source that is saved while this packs makes the tarball stale.
  utimesSync(place, startedAt, startedAt);
}
