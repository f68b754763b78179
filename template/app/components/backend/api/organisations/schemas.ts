import { z } from "zod";
import { organisationName } from "#app/services/auth/organisations/report.ts";

/** What the reference says of each of these routes. */
export const about = { security: [{ session: [] }], tags: ["organisations"] };

export const naming = z.object({ name: organisationName });

/** Nothing is told but that it is done. */
export const done = z.null().describe("Done.");
