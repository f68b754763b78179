import { z } from "zod";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";
import { type StackEntry, stack } from "#app/core/stack.ts";

/** What the API returns and the command reads. */
export const overviewReport = z
  .object({
    name: z.string(),
    version: z.string(),
    components: z.array(z.string()),
    services: z.array(z.string()),
  })
  .meta({ id: "Overview" });

export type OverviewReport = z.infer<typeof overviewReport>;

export interface OverviewSources {
  name: string;
  version: string;
  entries: readonly StackEntry[];
}

/**
 * Says what this application is made of. The example of a service: it gets what it needs by the constructor, and the API, a
 * page and a command call it. Replace it by your own.
 */
export class OverviewService {
  readonly #sources: OverviewSources;

  constructor(sources: OverviewSources) {
    this.#sources = sources;
  }

  describe(): OverviewReport {
    const { name, version, entries } = this.#sources;
    const namesOf = (group: StackEntry["group"]) =>
      entries.filter((entry) => entry.group === group).map((entry) => entry.name);
    return { name, version, components: namesOf("components"), services: namesOf("services") };
  }

  /** The entries with where each is found, in the order in which pages show them. */
  entries(): readonly StackEntry[] {
    return this.#sources.entries;
  }
}

export const overview = new OverviewService({ name: APP_NAME, version: APP_VERSION, entries: stack });
