import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { PageContext } from "./pages/pages.ts";

/** The pages as they were compiled for the server. */
export interface PageModule {
  renderPage(request: Request, page: PageContext): Promise<Response>;
}

/** Where the compiled pages are: found from this module's own address, wherever it was bundled into. */
export function findBuild(from: string = import.meta.url): string {
  const start = dirname(fileURLToPath(from));
  for (let folder = start; ; folder = dirname(folder)) {
    const build = join(folder, "dist/overseer/build");
    if (existsSync(join(folder, "package.json")) && existsSync(build)) return build;
    if (folder === dirname(folder)) throw new Error(`There is no build of Overseer above ${start}`);
  }
}

/** Loads the pages. The module contains React and everything else that it needs. */
export function loadPageModule(build: string): Promise<PageModule> {
  return import(pathToFileURL(join(build, "server.js")).href);
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** A file that browsers load. */
export interface Asset {
  readonly path: string;
  /** The same, compressed with Brotli, where the build has it. */
  readonly brotliPath: string | undefined;
  readonly contentType: string;
}

/** The files that browsers load, by name. */
export async function listAssets(build: string): Promise<ReadonlyMap<string, Asset>> {
  const folder = join(build, "client/assets");
  const names = await readdir(folder);
  const assets = names.flatMap((name): [string, Asset][] => {
    const contentType = CONTENT_TYPES[extname(name)];
    if (contentType === undefined) return [];
    const path = join(folder, name);
    return [
      [name, { path, brotliPath: names.includes(`${name}.br`) ? `${path}.br` : undefined, contentType }],
    ];
  });
  return new Map(assets);
}
