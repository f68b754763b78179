import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../http/index.ts";
import { jobReport, jobsReport, jobWithHistory, runReport } from "./report.ts";
import type { Scheduler } from "./scheduler.ts";

const about = { security: [{ operators: [] }], tags: ["jobs"] };
const params = z.object({ id: z.string().max(63) });

/** The jobs, whichever process runs them. */
export function createJobRoutes(
  jobs: Pick<Scheduler, "list" | "show" | "run" | "pause" | "resume">,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/jobs",
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
      "/jobs/:id",
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
      "/jobs/:id/run",
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
      "/jobs/:id/pause",
      {
        schema: {
          ...about,
          summary: "Skips its ticks until it is resumed",
          params,
          response: { 200: jobReport, ...problemResponses },
        },
      },
      ({ params: { id } }) => jobs.pause(id),
    );

    app.post(
      "/jobs/:id/resume",
      {
        schema: {
          ...about,
          summary: "Resumes it with its next tick",
          params,
          response: { 200: jobReport, ...problemResponses },
        },
      },
      ({ params: { id } }) => jobs.resume(id),
    );
  };
}
