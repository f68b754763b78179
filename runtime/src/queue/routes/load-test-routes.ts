import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../http/index.ts";
import { loadTestReport, MAX_LOAD_TEST_TASKS, startedLoadTest } from "../load-test/load-test-reports.ts";
import type { LoadTestService } from "../load-test/load-test-service.ts";
import { loadKind } from "../load-test/load-test-task.ts";

const about = { security: [{ operators: [] }], tags: ["tasks"] };

/** How many tasks the workers can take. */
export function createLoadTestRoutes(
  loadTests: Pick<LoadTestService, "start" | "report">,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/tasks/load-tests",
      {
        config: { audit: { action: "load-test", target: "kind" } },
        schema: {
          ...about,
          summary: "Enqueues many tasks that only keep the workers busy",
          body: z.object({ kind: loadKind, tasks: z.number().int().min(1).max(MAX_LOAD_TEST_TASKS) }),
          response: { 202: startedLoadTest, ...problemResponses },
        },
      },
      async ({ body: { kind, tasks } }, reply) => reply.code(202).send(await loadTests.start(kind, tasks)),
    );

    app.get(
      "/tasks/load-tests/:run",
      {
        schema: {
          ...about,
          summary: "How a load test goes: throughput, waits and times so far",
          params: z.object({ run: z.string().max(64) }),
          response: { 200: loadTestReport, ...problemResponses },
        },
      },
      ({ params: { run } }) => loadTests.report(run),
    );
  };
}
