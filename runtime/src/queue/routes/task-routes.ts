import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../http/index.ts";
import {
  cancelledReport,
  contractReport,
  countReport,
  enqueuedReport,
  taskReport,
  taskState,
  tasksReport,
  taskWithTimeline,
} from "../operations/reports.ts";
import type { TasksService } from "../operations/tasks-service.ts";

const about = { security: [{ operators: [] }], tags: ["tasks"] };
const name = z.string().min(1).max(100);
const params = z.object({ id: z.string().max(200) });

/** Where query parameters are, numbers come as text. */
const page = z.object({
  state: taskState.default("failed"),
  queue: name.optional(),
  name: name.optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});

const newTask = z.object({
  name,
  payload: z.unknown(),
  /** Milliseconds from now. */
  delay: z.number().int().min(0).optional(),
  priority: z.number().int().min(0).optional(),
});

/** The tasks, whichever process runs them. The routes of an application enqueue by contract. */
export function createTaskRoutes(tasks: TasksService): FastifyPluginAsyncZod {
  return async (app) => {
    const describe = (summary: string) => ({ ...about, summary });

    app.post(
      "/tasks",
      {
        config: { audit: { action: "tasks enqueue", target: "name" } },
        schema: {
          ...describe("Enqueues a task by its name; its state and result are then found at Location"),
          body: newTask,
          response: { 202: enqueuedReport, ...problemResponses },
        },
      },
      async ({ body: { name: task, payload = {}, delay, priority } }, reply) => {
        const enqueued = await tasks.enqueue(task, payload, {
          ...(delay !== undefined && { delay }),
          ...(priority !== undefined && { priority }),
        });
        return reply
          .code(202)
          .header("location", `${app.prefix}/tasks/${encodeURIComponent(enqueued.taskId)}`)
          .send(enqueued);
      },
    );

    app.get(
      "/tasks",
      {
        schema: {
          ...describe("One page of the tasks in one state: those over newest first, those that wait in turn"),
          querystring: page,
          response: { 200: tasksReport, ...problemResponses },
        },
      },
      ({ query: { state, offset, limit, ...filter } }) =>
        tasks.list({ state, offset, limit, ...given(filter) }),
    );

    app.get(
      "/tasks/contracts",
      {
        schema: {
          ...describe("Every task that can be enqueued, with the JSON schema of its payload"),
          response: { 200: z.array(contractReport), ...problemResponses },
        },
      },
      async () => tasks.contracts(),
    );

    app.get(
      "/tasks/:id",
      {
        schema: {
          ...describe("One task: its state, its result, and what has happened to it"),
          params,
          response: { 200: taskWithTimeline, ...problemResponses },
        },
      },
      ({ params: { id } }) => tasks.show(id),
    );

    app.post(
      "/tasks/:id/retry",
      {
        schema: {
          ...describe("Runs a task that is over again, with all its attempts"),
          params,
          response: { 202: taskReport, ...problemResponses },
        },
      },
      async ({ params: { id } }, reply) => reply.code(202).send(await tasks.retry(id)),
    );

    app.post(
      "/tasks/:id/cancel",
      {
        schema: {
          ...describe("Deletes a task that was not started, or asks its worker to stop it"),
          params,
          response: { 202: cancelledReport, ...problemResponses },
        },
      },
      async ({ params: { id } }, reply) => reply.code(202).send(await tasks.cancel(id)),
    );

    app.delete(
      "/tasks/:id",
      {
        config: { audit: { action: "tasks discard" } },
        schema: {
          ...describe("Discards a task that is not active"),
          params,
          response: { 200: taskReport, ...problemResponses },
        },
      },
      ({ params: { id } }) => tasks.discard(id),
    );

    const failed = z.object({ queue: name.optional(), name: name.optional() });

    app.post(
      "/tasks/retry-failed",
      {
        config: { audit: { action: "tasks retry", always: "all that failed" } },
        schema: {
          ...describe("Runs every failed task again, or those of one queue or one name"),
          body: failed,
          response: { 202: countReport, ...problemResponses },
        },
      },
      async ({ body }, reply) => reply.code(202).send(await tasks.retryAll(given(body))),
    );

    app.post(
      "/tasks/discard-failed",
      {
        config: { audit: { action: "tasks discard", always: "all that failed" } },
        schema: {
          ...describe("Deletes every failed task, or those of one queue or one name"),
          body: failed,
          response: { 200: countReport, ...problemResponses },
        },
      },
      ({ body }) => tasks.discardAll(given(body)),
    );
  };
}

interface Filter {
  queue?: string | undefined;
  name?: string | undefined;
}

/** What is not given is not there, rather than undefined. */
const given = ({ queue, name: task }: Filter) => ({
  ...(queue !== undefined && { queue }),
  ...(task !== undefined && { name: task }),
});
