import { LRUCache } from "lru-cache";
import type { Entry } from "./entry.ts";

/** What an entry uses besides its body and its key, in bytes: about what was measured. */
const ENTRY_OVERHEAD_BYTES = 300;

/** A single entry may use this share of the limit; a larger one would evict everything else. */
const MAX_ENTRY_SHARE = 0.1;

/** The limits of one process. */
export interface MemoryLimits {
  readonly entries: number;
  /** Of all entries together, in bytes. */
  readonly bytes: number;
}

/** The first level: the most recently used entries, within both limits. */
export class MemoryLevel {
  readonly #entries: LRUCache<string, Entry>;
  #evicted = 0;

  constructor({ entries, bytes }: MemoryLimits) {
    this.#entries = new LRUCache({
      // The library allocates its index for all of them at once, so it must not be larger than the bytes allow.
      max: Math.min(entries, Math.ceil(bytes / ENTRY_OVERHEAD_BYTES)),
      maxSize: bytes,
      maxEntrySize: Math.floor(bytes * MAX_ENTRY_SHARE),
      sizeCalculation: sizeOf,
      dispose: (_entry, _key, reason) => {
        if (reason === "evict") this.#evicted += 1;
      },
    });
  }

  get usage() {
    return { entries: this.#entries.size, bytes: this.#entries.calculatedSize, evicted: this.#evicted };
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Keeps an entry; one that is too large only replaces what was kept under its key. */
  set(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}

/** A character uses up to two bytes. */
const sizeOf = ({ body }: Entry, key: string) => body.byteLength + 2 * key.length + ENTRY_OVERHEAD_BYTES;
