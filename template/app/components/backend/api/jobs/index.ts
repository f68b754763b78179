import { problemResponses } from "@aegis-stack/runtime/http";
import { jobReport, jobsReport, jobWithHistory, runReport } from "@aegis-stack/runtime/scheduler";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";

const about = { security: [{ operators: [] }], tags: ["jobs"] };
const params = z.object({ id: z.string().max(63) });

/** The jobs, whichever process runs them. For operators. */
export const jobRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { jobs } = services;
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "",
    {
      schema: {
        ...about,
        summary: "Every job with its schedule, next and last run, and the schedulers that run them",
        response: { 200: jobsReport, ...problemResponses },
      },
    },
    () => jobs.list(),
  );

  app.get(
    "/:id",
    {
      schema: {
        ...about,
        summary: "One job with its next five runs and its history, newest first",
        params,
        response: { 200: jobWithHistory, ...problemResponses },
      },
    },
    ({ params: { id } }) => jobs.show(id),
  );

  app.post(
    "/:id/run",
    {
      schema: {
        ...about,
        summary: "Asks for a run now; a scheduler starts it within a second",
        params,
        response: { 202: runReport, ...problemResponses },
      },
    },
    async ({ params: { id } }, reply) => reply.code(202).send(await jobs.run(id)),
  );

  app.post(
    "/:id/pause",
    {
      schema: {
        ...about,
        summary: "Lets its ticks pass by until it is resumed",
        params,
        response: { 200: jobReport, ...problemResponses },
      },
    },
    ({ params: { id } }) => jobs.pause(id),
  );

  app.post(
    "/:id/resume",
    {
      schema: {
        ...about,
        summary: "Goes on with its next tick",
        params,
        response: { 200: jobReport, ...problemResponses },
      },
    },
    ({ params: { id } }) => jobs.resume(id),
  );
};
