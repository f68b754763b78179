import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";

/** What Vite and the plugins create themselves: their client, their modules, their styles. */
const GENERATED_PREFIXES = ["/@vite/", "/@react-refresh", "/@react-router/", "/__vite_ping"];

/** The application's code that no browser loads. */
const SERVER_CODE =
  /^app\/(?:application\.ts$|(?:core|services|entrypoints|cli|components\/(?!frontend\/)[^/]+|components\/frontend\/serve)\/)/i;

/**
 * The folders of what browsers load: the application's own code, and the packages that it imports.
 *
 * @param root the application's folder
 */
export function findAllowedFolders(root: string): readonly string[] {
  const folders = new Set([join(root, "app"), join(realpathSync(root), "app")]);
  for (let folder = root; ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    if (existsSync(packages)) folders.add(packages).add(realpathSync(packages));
    if (folder === dirname(folder)) break;
  }
  // Linked packages lie somewhere else; the modules that they bring along lie beside them.
  const manifest = createRequire(join(root, "package.json")).resolve("react-router/package.json");
  const end = manifest.lastIndexOf(`${sep}node_modules${sep}`);
  folders.add(`${manifest.slice(0, end)}${sep}node_modules`);
  return [...folders];
}

/** What decides whether a request may reach Vite. */
export interface ViteAccess {
  /** The application's folder. */
  readonly root: string;
  /** What `findAllowedFolders` has found. */
  readonly folders: readonly string[];
  /** Whether the public folder has a file at this path. */
  isPublic(path: string): boolean;
}

/**
 * Whether a development request may reach Vite, which otherwise serves whatever lies in the application's folder: the
 * database, the secrets below `data/`, every source. An allow-list of what pages load; all other paths are pages.
 *
 * @param url path and query, as the client sent them
 */
export function isViteRequest(url: string, access: ViteAccess): boolean {
  const path = decodedPath(url);
  if (path === undefined) return false;
  if (GENERATED_PREFIXES.some((prefix) => path.startsWith(prefix))) return true;
  if (path.startsWith("/@fs/")) return isBrowserFile(path.slice("/@fs".length), access);
  if (path.startsWith("/@id/")) {
    const id = path.slice("/@id/".length);
    const name = id.replace(/^__x00__/, "");
    if (/^(?:\/|[a-z]:)/i.test(name)) return isBrowserFile(name, access);
    // A generated module has a prefix of its own, such as `virtual:`.
    return name !== id || /^[\w-]{2,}:/.test(id);
  }
  if (path.startsWith("/node_modules/")) return true;
  if (path.startsWith("/app/")) return !SERVER_CODE.test(path.slice(1));
  return access.isPublic(path);
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
function isBrowserFile(path: string, { root, folders }: ViteAccess): boolean {
  const file = /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
  const inside = (folder: string) => file.startsWith(`${folder.replaceAll(sep, "/")}/`);
  if (!folders.some(inside)) return false;
  return ![root, realpathSync(root)].some(
    (own) => inside(own) && SERVER_CODE.test(file.slice(own.replaceAll(sep, "/").length + 1)),
  );
}
