import type { Seed } from "@aegis-stack/runtime/database";
import type { Db } from "#app/core/database.ts";

/**
 * What `db seed` writes, in this order. It writes them whenever it runs, so each must look for what is there already. A line for each: `seeds.push(exampleUsers);`
 */
export const seeds: Seed<Db>[] = [];
