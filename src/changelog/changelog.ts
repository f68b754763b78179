import { isOlder } from "../project/node.ts";

/** What one version changed, in the order in which it is shown. */
export interface Release {
  readonly version: string;
  readonly entries: readonly string[];
}

/** Reads a changelog: a heading for each version, `## 1.2.3 (date)`, and its entries, one for each hyphen. */
export function parseChangelog(text: string): Release[] {
  const releases: { version: string; entries: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const version = /^## (\d+\.\d+\.\d+)/.exec(line)?.[1];
    const entry = /^- (.*)$/.exec(line)?.[1];
    const more = /^ {2}(\S.*)$/.exec(line)?.[1];
    const release = releases.at(-1);
    if (version !== undefined) releases.push({ version, entries: [] });
    else if (entry !== undefined) release?.entries.push(entry);
    else if (more !== undefined && release !== undefined) {
      const last = release.entries.pop();
      if (last !== undefined) release.entries.push(`${last} ${more}`);
    }
  }
  return releases;
}

/** The catalog's names that an entry has in backticks: `scheduler`, `database[sqlite]`. */
function namesIn(entry: string, names: readonly string[]): string[] {
  const quoted = [...entry.matchAll(/`([a-z-]+)(?:\[[a-z,-]*\])?`/g)].map(([, name]) => name ?? "");
  return quoted.filter((name) => names.includes(name));
}

export interface Reader {
  /** The version that the application is of. */
  readonly from: string;
  /** The names of the parts of its stack. */
  readonly has: readonly string[];
  /** The names of every part there is. */
  readonly names: readonly string[];
}

/** What has changed since a version, as far as it concerns a stack: an entry that names parts concerns those that have one. */
export function concerning(releases: readonly Release[], { from, has, names }: Reader): Release[] {
  return releases
    .filter(({ version }) => isOlder(from, version))
    .map(({ version, entries }) => ({
      version,
      entries: entries.filter((entry) => {
        const named = namesIn(entry, names);
        return named.length === 0 || named.some((name) => has.includes(name));
      }),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** Settings that entries say have another name now: "Setting `OLD` is now `NEW`". */
export function renamedSettings(
  releases: readonly Release[],
): { readonly from: string; readonly to: string }[] {
  return releases
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      [...entry.matchAll(/[Ss]etting `([A-Z0-9_]+)` is now `([A-Z0-9_]+)`/g)].map(
        ([, from = "", to = ""]) => ({
          from,
          to,
        }),
      ),
    );
}
