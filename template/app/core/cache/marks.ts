/** So many are remembered; one that was forgotten is made anew, and what was kept under it is kept no longer. */
const REMEMBERED = 10_000;

/**
 * The marks that this process knows: a random word for each tag and each namespace. An entry is kept under those of
 * its tags and namespaces. To invalidate them all at once, the word is changed: no clock is asked and no entry looked for,
 * and losing a word can only lose entries, never bring one back.
 */
export class Marks {
  readonly #known = new Map<string, string>();
  readonly #random: () => string;
  #generation = 0;

  constructor(random: () => string) {
    this.#random = random;
  }

  /** Changes whenever a mark is forgotten: what was read before may be out of date. */
  get generation(): number {
    return this.#generation;
  }

  /** The marks of these names; undefined when one of them is not known here. */
  read(names: readonly string[]): string[] | undefined {
    const marks: string[] = [];
    for (const name of names) {
      const mark = this.#known.get(name);
      if (mark === undefined) return undefined;
      marks.push(mark);
    }
    return marks;
  }

  /** The same, with new ones for those that are not known. */
  make(names: readonly string[]): string[] {
    return names.map((name) => this.#known.get(name) ?? this.#learn(name, this.#random()));
  }

  learn(names: readonly string[], marks: readonly string[]): void {
    names.forEach((name, index) => {
      const mark = marks[index];
      if (mark !== undefined) this.#learn(name, mark);
    });
  }

  forget(name: string): void {
    this.#generation += 1;
    this.#known.delete(name);
  }

  clear(): void {
    this.#generation += 1;
    this.#known.clear();
  }

  #learn(name: string, mark: string): string {
    this.#known.delete(name);
    this.#known.set(name, mark);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(oldest);
    }
    return mark;
  }
}

export const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((mark, index) => mark === other[index]);
