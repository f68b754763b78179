import { realpathSync } from "node:fs";
import { join } from "node:path";
import { readBounded } from "../../evolve/bounded-read.ts";
import { isTracked, workTreeOf } from "../../project/git/git.ts";
import { installedManifest } from "../../project/packages.ts";
import { isRecord } from "../../record.ts";
import { digestOf, parseTarballPath, RUNTIME_FOLDER, RUNTIME_NAME } from "../../runtime.ts";
import { type Application, jsonOf } from "../application.ts";
import { type Finding, findings } from "../finding.ts";

const { ok, info, problem } = findings("runtime");

/** The build keeps tarballs below 2 MB. */
const MAX_TARBALL_BYTES = 16 * 1024 * 1024;

const RESTORE_HINT = "Restore it from git, or copy it from another application of the same version.";

/** What package.json asks of the runtime; null where it does not ask for it. */
function specOf(folder: string): string | null {
  const manifest = jsonOf(folder, "package.json");
  const asked = isRecord(manifest) && isRecord(manifest.dependencies) ? manifest.dependencies : {};
  const spec = asked[RUNTIME_NAME];
  return typeof spec === "string" ? spec : null;
}

function readTarball(folder: string, path: string): Uint8Array | null {
  try {
    return readBounded(join(folder, path), MAX_TARBALL_BYTES);
  } catch {
    return null;
  }
}

function checkInstalledVersion({ folder, manager }: Application, version: string): Finding {
  const installed = installedManifest(folder, RUNTIME_NAME)?.version;
  if (typeof installed !== "string") return info(`${RUNTIME_NAME} ${version} is not installed yet.`);
  if (installed === version) return ok(`${RUNTIME_NAME} ${version}.`);
  const what = `${RUNTIME_NAME} is installed in version ${installed}; package.json names ${version}.`;
  return problem(what, `Run "${manager} install".`);
}

/** Whether what is installed leads to the vendored runtime: a package of that name would be another runtime. */
function isLinked(folder: string): boolean {
  try {
    const installed = realpathSync(join(folder, "node_modules", RUNTIME_NAME));
    return installed === realpathSync(join(folder, RUNTIME_FOLDER));
  } catch {
    return false;
  }
}

/** One of the compiled files, which a machine's own ignore rules may leave out of git. */
const COMPILED_FILE = `${RUNTIME_FOLDER}/dist/overseer/build/server.js`;

function checkVendored({ folder, manager }: Application): Finding[] {
  const manifest = jsonOf(folder, `${RUNTIME_FOLDER}/package.json`);
  if (!isRecord(manifest) || manifest.name !== RUNTIME_NAME || typeof manifest.version !== "string") {
    const what = `${RUNTIME_FOLDER}/package.json is missing, or not that of ${RUNTIME_NAME}, which is vendored.`;
    return [problem(what, "Restore it from git.")];
  }
  const isInGit = workTreeOf(folder).kind !== "none" && isTracked(folder, "package.json");
  if (isInGit && !isTracked(folder, COMPILED_FILE)) {
    const what = `git does not track ${COMPILED_FILE}, so Overseer has no pages in any clone.`;
    return [problem(what, `Run "git add --force ${RUNTIME_FOLDER}/dist", and commit.`)];
  }
  const isInstalled = installedManifest(folder, RUNTIME_NAME) !== null;
  if (!isInstalled) return [info(`${RUNTIME_NAME} ${manifest.version} is vendored and not installed yet.`)];
  if (isLinked(folder)) return [ok(`${RUNTIME_NAME} ${manifest.version}, vendored in ${RUNTIME_FOLDER}/.`)];
  const what = `${RUNTIME_NAME} is installed as a package, and not from ${RUNTIME_FOLDER}/, which is vendored.`;
  return [problem(what, `Run "${manager} install".`)];
}

/** Whether the runtime's tarball, which every install needs, or its sources are there, unchanged and part of each clone. */
export function checkRuntime(application: Application): Finding[] {
  const { folder } = application;
  const spec = specOf(folder);
  if (spec === null) {
    const what = `package.json does not list ${RUNTIME_NAME}, which the application imports.`;
    return [problem(what, "Restore the line from git.")];
  }
  if (spec === `file:${RUNTIME_FOLDER}` || spec.startsWith("workspace:")) return checkVendored(application);
  const path = spec.startsWith("file:") ? spec.slice("file:".length).replace(/^\.\//, "") : null;
  const named = path === null ? null : parseTarballPath(path);
  if (path === null || named === null) return [info(`${RUNTIME_NAME} comes from ${spec}.`)];

  const tarball = readTarball(folder, path);
  if (tarball === null) {
    return [problem(`${path}, which package.json names, is missing or cannot be read.`, RESTORE_HINT)];
  }
  if (digestOf(tarball) !== named.digest) {
    const what = `${path} does not contain what its name says: its digest is ${digestOf(tarball)}.`;
    return [problem(what, RESTORE_HINT)];
  }
  const isInGit = workTreeOf(folder).kind !== "none" && isTracked(folder, "package.json");
  if (isInGit && !isTracked(folder, path)) {
    const what = `git does not track ${path}, so an install fails in every clone.`;
    return [problem(what, `Run "git add --force ${path}", and commit.`)];
  }
  return [checkInstalledVersion(application, named.version)];
}
