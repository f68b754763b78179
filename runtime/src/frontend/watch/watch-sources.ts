import { existsSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** What the server never loads: a change of it must not cost a restart. */
const NOT_LOADED = /\.(test|fixture)\.[cm]?[jt]sx?$|[~#]$|\.sw[a-z]$/;

/** What the server is made of. The pages are not: Vite reloads them without a restart. */
function watchedFolders(root: string): string[] {
  const components = readdirSync(join(root, "app/components")).filter((name) => name !== "frontend");
  const candidates = [
    "app/core",
    "app/services",
    "app/entrypoints",
    ...components.map((name) => `app/components/${name}`),
    "app/components/frontend/serve",
    // The sources of a vendored runtime.
    "runtime/src",
  ];
  return candidates.map((path) => join(root, path)).filter((path) => existsSync(path));
}

interface WatchOptions {
  readonly isWatched: (name: string) => boolean;
  readonly recursive: boolean;
  readonly onChange: (path: string) => void;
}

function watchFolder(folder: string, { isWatched, recursive, onChange }: WatchOptions): void {
  const watcher = watch(folder, { recursive }, (_event, name) => {
    if (name !== null && isWatched(name)) onChange(join(folder, name));
  });
  watcher.on("error", ({ message }) => {
    process.stderr.write(`Changes below ${folder} are not seen any more: ${message}. Start again.\n`);
  });
}

/**
 * Watches what the server of an application loads, and `.env`.
 *
 * @param root the folder that holds package.json
 * @param onChange gets the path of each file that changes
 */
export function watchSources(root: string, onChange: (path: string) => void): void {
  const isLoaded = (name: string) => !NOT_LOADED.test(name);
  for (const folder of watchedFolders(root))
    watchFolder(folder, { isWatched: isLoaded, recursive: true, onChange });
  // Single files by their folders, since editors write a new file and put it in the place of the old one.
  watchFolder(join(root, "app"), {
    isWatched: (name) => name === "application.ts",
    recursive: false,
    onChange,
  });
  watchFolder(root, { isWatched: (name) => name === ".env", recursive: false, onChange });
}
