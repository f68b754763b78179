import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Health } from "../../health/index.ts";
import { problemResponses } from "../../http/index.ts";
import type { Metrics } from "../../metrics/index.ts";
import { systemSnapshot, takeSnapshot } from "../snapshot.ts";

/** What the snapshot is taken of. */
export interface SnapshotSources {
  readonly health: Pick<Health, "report">;
  readonly metrics: Pick<Metrics, "history">;
}

/** The state of the system now. */
export function createSnapshotRoutes({ health, metrics }: SnapshotSources): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/system/snapshot",
      {
        config: { quiet: true },
        schema: {
          security: [{ operators: [] }],
          tags: ["system"],
          summary: "The health report and the metrics of the last five minutes",
          response: { 200: systemSnapshot, ...problemResponses },
        },
      },
      () => takeSnapshot(health, metrics),
    );
  };
}
