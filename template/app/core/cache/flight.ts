import type { Entry } from "./entry.ts";

export type Outcome = "memoryHits" | "remoteHits" | "misses" | "stale";

export interface Landed {
  entry: Entry;
  outcome: Outcome;
}

/** A value that is being made. Whoever asks for it meanwhile waits for the same one. */
export interface Flight {
  /** The names of the marks that it is made under. */
  marks: readonly string[];
  /** Whether it was invalidated meanwhile: then those who wait still get it, but nobody keeps it. */
  outdated: boolean;
  landing: Promise<Landed>;
}

/** The values that this process is making just now. */
export class Flights {
  readonly #flying = new Map<string, Flight>();

  get(key: string): Flight | undefined {
    return this.#flying.get(key);
  }

  start(key: string, marks: readonly string[], make: (flight: Flight) => Promise<Landed>): Flight {
    const landing = Promise.withResolvers<Landed>();
    const flight: Flight = { marks, outdated: false, landing: landing.promise };
    this.#flying.set(key, flight);
    const over = () => {
      if (this.#flying.get(key) === flight) this.#flying.delete(key);
    };
    make(flight).finally(over).then(landing.resolve, landing.reject);
    return flight;
  }

  /** Who asks from now on gets a new one. */
  outdate(key: string): void {
    const flight = this.#flying.get(key);
    if (!flight) return;
    flight.outdated = true;
    this.#flying.delete(key);
  }

  /** All of those that are made under this mark; without a name, all. */
  outdateMarked(name?: string): void {
    for (const [key, { marks }] of this.#flying) {
      if (name === undefined || marks.includes(name)) this.outdate(key);
    }
  }
}
