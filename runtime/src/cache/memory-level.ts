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
  readonly #limits: MemoryLimits;
  /** In the order of their last use, the oldest first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;
  #evicted = 0;

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  get usage() {
    return { entries: this.#entries.size, bytes: this.#bytes, evicted: this.#evicted };
  }

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  set(key: string, entry: Entry): void {
    this.delete(key);
    const size = sizeOf(key, entry);
    if (size > this.#limits.bytes * MAX_ENTRY_SHARE) return;
    this.#entries.set(key, entry);
    this.#bytes += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limits.entries && this.#bytes <= this.#limits.bytes) break;
      this.delete(oldest);
      this.#evicted += 1;
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= sizeOf(key, entry);
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }
}

/** A character uses up to two bytes. */
const sizeOf = (key: string, { body }: Entry) => body.byteLength + 2 * key.length + ENTRY_OVERHEAD_BYTES;
