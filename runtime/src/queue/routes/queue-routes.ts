import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../http/index.ts";
import { countReport, queueReport, queuesReport } from "../operations/reports.ts";
import type { TasksService } from "../operations/tasks-service.ts";

const about = { security: [{ operators: [] }], tags: ["queues"] };
const params = z.object({ name: z.string().max(100) });

/** The queues that tasks wait in, and the workers that take them. */
export function createQueueRoutes(tasks: TasksService): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/queues",
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
      "/queues/:name",
      {
        schema: {
          ...about,
          summary: "One queue",
          params,
          response: { 200: queueReport, ...problemResponses },
        },
      },
      ({ params: { name } }) => tasks.queue(name),
    );

    app.post(
      "/queues/:name/pause",
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
      "/queues/:name/resume",
      {
        schema: {
          ...about,
          summary: "Resumes a queue",
          params,
          response: { 200: queueReport, ...problemResponses },
        },
      },
      ({ params: { name } }) => tasks.resume(name),
    );

    app.post(
      "/queues/:name/drain",
      {
        schema: {
          ...about,
          summary: "Deletes every task that waits in it or is delayed",
          params,
          response: { 200: countReport, ...problemResponses },
        },
      },
      ({ params: { name } }) => tasks.drain(name),
    );
  };
}
