import { readFileSync } from "node:fs";
import { join } from "node:path";
import { git, project, run } from "../evolve/project.ts";

export const RUNTIME_NAME = "@aegis-stack/runtime";

export function commit(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "all");
}

/** An application of these words whose runtime is vendored, committed. Nothing is installed in it. */
export async function vendored(words: string): Promise<string> {
  const folder = await project(words);
  const { code, stderr } = await run(folder, "vendor", "--no-install");
  if (code !== 0) throw new Error(stderr);
  commit(folder);
  return folder;
}

export const readIn = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

export function manifestIn(folder: string, path = "package.json") {
  const manifest: {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
    peerDependencies?: Record<string, string>;
    workspaces?: string[];
    exports: Record<string, string>;
  } = JSON.parse(readIn(folder, path));
  return manifest;
}
