import { type Dirent, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The folders of pages and of their build. */
export interface BuildFolders {
  /** The folder that holds package.json. */
  readonly root: string;
  /** The folder of the build. */
  readonly buildDirectory: string;
}

/** How a build compares with its sources. */
export type BuildState = "fresh" | "stale" | "missing";

/** What the pages are made of, from the root folder. */
const SOURCE_PATHS = ["app/components/frontend", "vite.config.ts", "react-router.config.ts", "package.json"];

/** Written last by a build, so its age is the build's. */
const STAMP_PATH = "server/index.js";

/** Compares the built pages with each of their sources, by age. Takes some milliseconds. */
export function readBuildState({ root, buildDirectory }: BuildFolders): BuildState {
  const stamp = join(buildDirectory, STAMP_PATH);
  if (!existsSync(stamp)) return "missing";
  const builtAt = statSync(stamp).mtimeMs;
  return SOURCE_PATHS.some((source) => hasNewer(join(root, source), builtAt)) ? "stale" : "fresh";
}

/** A folder is as new as the last file that was added to it or taken away. Tests are not part of the pages. */
function hasNewer(path: string, than: number): boolean {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return false;
  if (file.mtimeMs > than) return true;
  return (
    file.isDirectory() && readdirSync(path, { withFileTypes: true }).some((entry) => newer(path, entry, than))
  );
}

function newer(folder: string, entry: Dirent, than: number): boolean {
  return !/\.test\.tsx?$/.test(entry.name) && hasNewer(join(folder, entry.name), than);
}
