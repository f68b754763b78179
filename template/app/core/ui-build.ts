import { type Dirent, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT, UI_BUILD_DIRECTORY } from "./constants.ts";

export interface UiBuildFolders {
  root?: string;
  build?: string;
}

/** What the pages are made of, from the root folder. */
const SOURCES = ["app/components/frontend", "vite.config.ts", "react-router.config.ts", "package.json"];

/** Written last by a build, so its age is the build's. */
const STAMP = "server/index.js";

/** Whether the built pages are there and at least as new as every one of their sources. Takes some milliseconds. */
export function uiBuildState({
  root = ROOT,
  build = UI_BUILD_DIRECTORY,
}: UiBuildFolders = {}): "fresh" | "stale" | "missing" {
  const stamp = join(build, STAMP);
  if (!existsSync(stamp)) return "missing";
  const builtAt = statSync(stamp).mtimeMs;
  return SOURCES.some((source) => hasNewer(join(root, source), builtAt)) ? "stale" : "fresh";
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
