import { z } from "zod";

/** The result of the service, for every entry point. Replace it by yours. */
export const sampleItemOverview = z.object({ name: z.string(), at: z.iso.datetime() });
type SampleItemOverview = z.infer<typeof sampleItemOverview>;

export class SampleItemService {
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  overview(): SampleItemOverview {
    return { name: "sample-item", at: this.#now().toISOString() };
  }
}

/** The one that this application uses. */
export const sampleItemService = new SampleItemService();
