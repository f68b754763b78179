import { LRUCache } from "lru-cache";

/** A forgotten version is replaced by a new one, and entries of the old one count as invalidated. */
const MAX_KNOWN_VERSIONS = 10_000;

/**
 * The versions that this process knows: a random word for each tag and each namespace. An entry is stored with those of its
 * tags and namespaces. To invalidate all of them at once, the version changes: no clock is read and no entry searched, and
 * losing a version can only lose entries, never restore one.
 */
export class TagVersions {
  readonly #known = new LRUCache<string, string>({ max: MAX_KNOWN_VERSIONS });
  readonly #random: () => string;
  #generation = 0;

  constructor(random: () => string) {
    this.#random = random;
  }

  /** Changes whenever a version is forgotten: what was read before may be out of date. */
  get generation(): number {
    return this.#generation;
  }

  /** The versions of scopes; undefined when one of them is unknown here. */
  read(scopes: readonly string[]): string[] | undefined {
    const versions: string[] = [];
    for (const scope of scopes) {
      const version = this.#known.get(scope);
      if (version === undefined) return undefined;
      versions.push(version);
    }
    return versions;
  }

  /** The versions of scopes, with new ones for those that are unknown. */
  readOrCreate(scopes: readonly string[]): string[] {
    return scopes.map((scope) => this.#known.get(scope) ?? this.#learn(scope, this.#random()));
  }

  learn(scopes: readonly string[], versions: readonly string[]): void {
    scopes.forEach((scope, index) => {
      const version = versions[index];
      if (version !== undefined) this.#learn(scope, version);
    });
  }

  forget(scope: string): void {
    this.#generation += 1;
    this.#known.delete(scope);
  }

  clear(): void {
    this.#generation += 1;
    this.#known.clear();
  }

  #learn(scope: string, version: string): string {
    this.#known.set(scope, version);
    return version;
  }
}

/** Whether two lists of versions are equal. */
export const isSameVersions = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((version, index) => version === other[index]);
