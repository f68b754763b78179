import { z } from "zod";

/** What the service returns to every entry point. Replace it with your own schema. */
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

/** The instance that this application uses. */
export const sampleItemService = new SampleItemService();
