import type { Database } from "#app/core/db/index.ts";

/** Rows to begin with. It runs whenever `db seed` does, so it must look for what is there already. */
export interface Seed {
  name: string;
  /** @param tx the one transaction of all seeds */
  plant(tx: Database): Promise<void>;
}

/** What `db seed` writes, in this order; a line for each: `seeds.push(exampleUsers);` */
export const seeds: Seed[] = [];
