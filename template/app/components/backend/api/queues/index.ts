import { problemResponses } from "@aegis-stack/runtime/http";
import { countReport, queueReport, queuesReport } from "@aegis-stack/runtime/queue";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";

const about = { security: [{ operators: [] }], tags: ["queues"] };
const params = z.object({ name: z.string().max(100) });

/** The queues that tasks wait in, and the workers that take them. For operators. */
export const queueRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { tasks } = services;
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "",
    {
      schema: {
        ...about,
        summary: "Every queue with its counts and its rate, and the workers with what they are doing",
        response: { 200: queuesReport, ...problemResponses },
      },
    },
    () => tasks.queues(),
  );

  app.get(
    "/:name",
    {
      schema: { ...about, summary: "One queue", params, response: { 200: queueReport, ...problemResponses } },
    },
    ({ params: { name } }) => tasks.queue(name),
  );

  app.post(
    "/:name/pause",
    {
      schema: {
        ...about,
        summary: "Holds its waiting tasks until it is resumed; active tasks continue",
        params,
        response: { 200: queueReport, ...problemResponses },
      },
    },
    ({ params: { name } }) => tasks.pause(name),
  );

  app.post(
    "/:name/resume",
    {
      schema: {
        ...about,
        summary: "Goes on with its tasks",
        params,
        response: { 200: queueReport, ...problemResponses },
      },
    },
    ({ params: { name } }) => tasks.resume(name),
  );

  app.post(
    "/:name/drain",
    {
      schema: {
        ...about,
        summary: "Forgets every task that waits in it or is delayed",
        params,
        response: { 200: countReport, ...problemResponses },
      },
    },
    ({ params: { name } }) => tasks.drain(name),
  );
};
