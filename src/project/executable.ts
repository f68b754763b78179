import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, sep } from "node:path";

const windowsExtensions = ".COM;.EXE;.BAT;.CMD";

/** A path without links in it, as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

function foldersAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}

/**
 * Whether a folder of PATH is one that the user chose. What an application holds is not: npx puts the
 * `node_modules/.bin` of the current folder, and of every folder above it, first in PATH, and a relative entry means
 * whatever folder a command is started in.
 */
function isTrustedFolder(directory: string, application: string): boolean {
  if (!isAbsolute(directory)) return false;
  const real = realPath(directory);
  const applications = [application, realPath(application)];
  if (applications.some((each) => isWithin(each, directory) || isWithin(each, real))) return false;
  const ofNpx = applications.flatMap(foldersAbove).map((each) => join(each, "node_modules", ".bin"));
  return !ofNpx.includes(directory) && !ofNpx.includes(real);
}

/** A PATH without the folders in which an application could have laid commands of its own. */
export function trustedPath(path: string, application: string): string {
  return path
    .split(delimiter)
    .filter((directory) => isTrustedFolder(directory, application))
    .join(delimiter);
}

function isExecutable(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return statSync(place).isFile();
  } catch {
    return false;
  }
}

/**
 * Where a command lies, as an absolute path, or where such a path leads; null where no folder of the PATH has it. Looked up here and not by the
 * system, since Windows looks into the folder in which a command is started before it reads PATH.
 */
export function findExecutable(
  name: string,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | null {
  if (isAbsolute(name)) return isExecutable(name) ? name : null;
  const extensions =
    platform === "win32" ? (environment.PATHEXT ?? windowsExtensions).split(";").filter(Boolean) : [""];
  for (const directory of (environment.PATH ?? "").split(delimiter)) {
    if (!isAbsolute(directory)) continue;
    const found = extensions.map((each) => join(directory, name + each)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
}

/** The error that a system reports for a command that is not there. */
export function notFound(name: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`spawn ${name} ENOENT`), { code: "ENOENT", path: name });
}
