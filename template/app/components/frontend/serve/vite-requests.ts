import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { ROOT } from "#app/core/constants.ts";

/** What Vite and the plugins make themselves: their client, their modules, their styles. */
const GENERATED = ["/@vite/", "/@react-refresh", "/@react-router/", "/__vite_ping"];

/** Folders of the application's code that no browser loads anything from. */
const SERVER_CODE =
  /^app\/(?:core|services|entrypoints|cli|components\/(?!frontend\/)[^/]+|components\/frontend\/serve)\//i;

/** Where the browser's code lies: the application's own, and the packages that it imports. */
export const ALLOWED_FOLDERS: readonly string[] = allowedFolders();

function allowedFolders(): string[] {
  const folders = new Set([join(ROOT, "app"), join(realpathSync(ROOT), "app")]);
  for (let folder = ROOT; ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    if (existsSync(packages)) folders.add(packages).add(realpathSync(packages));
    if (folder === dirname(folder)) break;
  }
  // Linked packages lie somewhere else; the modules that they bring along lie beside them.
  const manifest = createRequire(import.meta.url).resolve("react-router/package.json");
  const end = manifest.lastIndexOf(`${sep}node_modules${sep}`);
  folders.add(`${manifest.slice(0, end)}${sep}node_modules`);
  return [...folders];
}

/**
 * Whether a development request may reach Vite, which otherwise serves whatever lies in the application's folder: the
 * database, the secrets below `data/`, every source. An allow-list of what pages load; all other paths are pages.
 *
 * @param url path and query, as the client sent them
 * @param isPublic whether the public folder has a file at this path
 */
export function isViteRequest(url: string, isPublic: (path: string) => boolean): boolean {
  const path = decodedPath(url);
  if (path === undefined) return false;
  if (GENERATED.some((prefix) => path.startsWith(prefix))) return true;
  if (path.startsWith("/@fs/")) return isBrowserFile(path.slice("/@fs".length));
  if (path.startsWith("/@id/")) {
    const id = path.slice("/@id/".length);
    const name = id.replace(/^__x00__/, "");
    if (/^(?:\/|[a-z]:)/i.test(name)) return isBrowserFile(name);
    // A generated module has a prefix of its own, such as `virtual:`.
    return name !== id || /^[\w-]{2,}:/.test(id);
  }
  if (path.startsWith("/node_modules/")) return true;
  if (path.startsWith("/app/")) return !SERVER_CODE.test(path.slice(1));
  return isPublic(path);
}

/** Undefined for what no browser sends for a module, such as a path that leads upwards or is encoded twice. */
function decodedPath(url: string): string | undefined {
  const [raw = ""] = url.split("?", 1);
  try {
    const path = decodeURIComponent(raw);
    return /[\\\0]|\/\.{1,2}(?:\/|$)|%(?:2e|2f|5c|25)/i.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

/** @param path absolute, with slashes; on Windows with or without one before the drive */
function isBrowserFile(path: string): boolean {
  const file = /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
  const inside = (folder: string) => file.startsWith(`${folder.replaceAll(sep, "/")}/`);
  if (!ALLOWED_FOLDERS.some(inside)) return false;
  return ![ROOT, realpathSync(ROOT)].some(
    (root) => inside(root) && SERVER_CODE.test(file.slice(root.replaceAll(sep, "/").length + 1)),
  );
}
