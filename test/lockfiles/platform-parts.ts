/** The machines that a package with platform parts has to serve. */
export const PLATFORMS = ["linux", "darwin", "win32"].flatMap((os) =>
  ["x64", "arm64"].map((cpu) => `${os}-${cpu}`),
);

interface LockedPackage {
  version?: string;
  /** Those who ask for it do without it where it cannot be had. */
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

/**
 * A package whose parts npm could not resolve is left out of the lockfile without a word, and the install then
 * breaks on the machine that would have needed it.
 *
 * @returns a sentence for each package that ships parts by platform and lacks one of `PLATFORMS`
 */
export function missingPlatformParts({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { version, optional, optionalDependencies = {} }]) => {
    if (optional) return [];
    const parts = Object.keys(optionalDependencies).map((name) => resolve(packages, path, name));
    const restricted = parts.filter((part) => part?.os && part.cpu);
    const unresolved = Object.keys(optionalDependencies).filter((_name, index) => parts[index] === undefined);
    // One part for one system (fsevents) is an extra; parts for several systems are the package itself.
    const systems = new Set(restricted.flatMap((part) => part?.os ?? []));
    if (systems.size < 2 && unresolved.length === 0) return [];
    const lacking = PLATFORMS.filter(
      (platform) => !restricted.some((part) => part && serves(part, platform)),
    );
    if (lacking.length === 0) return [];
    const name = path.replace(/^.*node_modules\//, "");
    return [`${name}@${version} has no part for ${lacking.join(", ")}`];
  });
}

function serves({ os = [], cpu = [] }: LockedPackage, platform: string): boolean {
  return os.some((system) => cpu.some((processor) => `${system}-${processor}` === platform));
}

/** Where Node would find `name` from inside `path`: the nearest node_modules going up. */
function resolve(packages: Lockfile["packages"], path: string, name: string): LockedPackage | undefined {
  const own = `${path === "" ? "" : `${path}/`}node_modules/${name}`;
  if (packages[own]) return packages[own];
  if (path === "") return undefined;
  const above = path.slice(0, Math.max(0, path.lastIndexOf("node_modules/") - 1));
  return resolve(packages, above, name);
}
