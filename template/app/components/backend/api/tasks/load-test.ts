import { problemResponses } from "@aegis-stack/runtime/http";
import { loadKind, loadTestReport, MAX_LOAD_TEST_TASKS, startedLoadTest } from "@aegis-stack/runtime/queue";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { WithServices } from "#app/components/backend/services.ts";

const about = { security: [{ operators: [] }], tags: ["tasks"] };

/** How many tasks the workers can take. */
export const loadTestRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { loadTests } = services;

  app.post(
    "/load-tests",
    {
      config: { audit: { action: "load-test", target: "kind" } }, // aegis:auth
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
    "/load-tests/:run",
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
