import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { foldersAround, installedManifest, workspaceOf } from "../../project/packages.ts";
import { isRecord } from "../../record.ts";
import type { PackageManager } from "../../stack/stack.ts";
import { type Application, isInstalled, jsonOf } from "../application.ts";
import { type Finding, findings, someOf } from "../finding.ts";
import { askMachine } from "../probe/own-command.ts";

const fields = ["dependencies", "devDependencies"] as const;
const locks: Record<PackageManager, readonly string[]> = {
  npm: ["package-lock.json"],
  pnpm: ["pnpm-lock.yaml"],
  yarn: ["yarn.lock"],
  bun: ["bun.lock", "bun.lockb"],
};

type Ranges = Readonly<Record<string, string>>;

function rangesOf(manifest: unknown, field: string): Ranges {
  const ranges = isRecord(manifest) ? manifest[field] : null;
  if (!isRecord(ranges)) return {};
  return Object.fromEntries(
    Object.entries(ranges).flatMap(([name, range]) => (typeof range === "string" ? [[name, range]] : [])),
  );
}

function directOf(manifest: unknown): Ranges {
  return Object.assign({}, ...fields.map((field) => rangesOf(manifest, field)));
}

/** Whether the package manager of the application is there. */
export async function checkManager({ folder, manager }: Application): Promise<Finding[]> {
  const { ok, problem } = findings("package-manager");
  const { code, stdout } = await askMachine(manager, ["--version"], { folder, limit: 20_000 });
  if (code === 0) return [ok(`${manager} ${stdout.trim()}.`)];
  return [problem(`This application uses ${manager}, which is not installed here.`, `Install ${manager}.`)];
}

/** The entries in which npm's lock and package.json differ. */
function outOfStep(folder: string, manifest: unknown): string[] {
  const place = workspaceOf(folder);
  const lock = jsonOf(place, "package-lock.json");
  const own = relative(place, folder).replaceAll("\\", "/");
  const root = isRecord(lock) && isRecord(lock.packages) ? lock.packages[own] : null;
  return fields.flatMap((field) => {
    const [wanted, locked] = [rangesOf(manifest, field), rangesOf(root, field)];
    const names = new Set([...Object.keys(wanted), ...Object.keys(locked)]);
    return [...names].filter((name) => wanted[name] !== locked[name]);
  });
}

/** Whether the lock is there and says what package.json says. */
export function checkLock({ folder, manager }: Application): Finding[] {
  const { ok, problem } = findings("lockfile");
  const install = `Run "${manager} install", and commit what it writes.`;
  const manifest = jsonOf(folder, "package.json");
  if (!isRecord(manifest)) {
    return [problem("package.json is missing or is not JSON.", "Correct it, or restore it with git.")];
  }
  const place = workspaceOf(folder);
  const lock = locks[manager].find((path) => existsSync(join(place, path)));
  if (lock === undefined) {
    return [problem(`There is no ${locks[manager][0]}, so each install may get other versions.`, install)];
  }
  const others = Object.entries(locks).flatMap(([other, paths]) =>
    other === manager ? [] : paths.filter((path) => existsSync(join(folder, path))),
  );
  if (others.length > 0) {
    const what = `${others.join(" and ")} belongs to another package manager than ${manager}.`;
    return [findings("lockfile").warning(what, "Delete it, so that everybody installs with the same one.")];
  }
  const different = manager === "npm" ? outOfStep(folder, manifest) : [];
  if (different.length > 0) {
    return [problem(`${lock} and package.json differ in ${someOf(different)}.`, install)];
  }
  return [ok(`${lock} is there${manager === "npm" ? " and in step with package.json" : ""}.`)];
}

/** Looks up the version that npm's lock names; null for each where there is none. */
function lockedVersions(folder: string): (name: string) => string | null {
  const place = workspaceOf(folder);
  const lock = jsonOf(place, "package-lock.json");
  const packages = isRecord(lock) ? lock.packages : null;
  const own = relative(place, folder).replaceAll("\\", "/");
  return (name) => {
    const path = `node_modules/${name}`;
    const entry = isRecord(packages) ? (packages[`${own}/${path}`] ?? packages[path]) : null;
    return isRecord(entry) && typeof entry.version === "string" ? entry.version : null;
  };
}

/** Whether what package.json asks for is installed, at the version that the lock, or an exact range, names. */
export function checkInstalled({ folder, manager }: Application): Finding[] {
  const { ok, info, problem } = findings("installed");
  const install = `Run "${manager} install".`;
  if (!isInstalled(folder)) return [problem("The dependencies are not installed.", install)];
  if (foldersAround(folder).some((place) => existsSync(join(place, ".pnp.cjs"))))
    return [info("Yarn keeps the dependencies in its own place; not looked at.")];
  const lockedVersion = manager === "npm" ? lockedVersions(folder) : () => null;
  const missing: string[] = [];
  const different: string[] = [];
  const direct = directOf(jsonOf(folder, "package.json"));
  for (const [name, range] of Object.entries(direct)) {
    const version = installedManifest(folder, name)?.version;
    const exact = /^\d+\.\d+\.\d+\S*$/.test(range) ? range : null;
    const wanted = lockedVersion(name) ?? exact;
    if (typeof version !== "string") missing.push(name);
    else if (wanted !== null && version !== wanted) different.push(`${name} (${version}, not ${wanted})`);
  }
  if (missing.length > 0) return [problem(`Not installed: ${someOf(missing)}.`, install)];
  if (different.length > 0) return [problem(`Installed in another version: ${someOf(different)}.`, install)];
  return [ok(`${Object.keys(direct).length} dependencies are installed as they are asked for.`)];
}
