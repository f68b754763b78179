import { componentEntries } from "./entries/components.ts";
import { coreClaims, coreEntries } from "./entries/core.ts";
import { serviceEntries } from "./entries/services.ts";
import type { Catalog } from "./entry.ts";

/** Every component, service and option there is: what each gives, requires and owns. Nothing else lists them. */
export const catalog: Catalog = {
  core: coreClaims,
  entries: [...coreEntries, ...componentEntries, ...serviceEntries],
};
