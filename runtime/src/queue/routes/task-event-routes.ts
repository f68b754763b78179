import { PassThrough } from "node:stream";
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import {
  endStreamsOnStop,
  formatEvent,
  problemResponses,
  respondWithEvents,
  sendHeartbeats,
} from "../../http/index.ts";
import type { TaskReport } from "../operations/reports.ts";
import type { TasksService } from "../operations/tasks-service.ts";

/** The number of tasks that are followed at once; each costs a connection and a read of the queue twice a second. */
const MAX_VIEWERS = 100;

/** The progress of one task. */
export function createTaskEventRoutes(
  tasks: Pick<TasksService, "follow">,
  draining: AbortSignal,
): FastifyPluginAsync {
  return async (app) => {
    const following = new Set<AbortController>();
    endStreamsOnStop(app, draining, () => {
      for (const viewer of following) viewer.abort();
    });

    app.get<{ Params: { id: string } }>(
      "/tasks/:id/events",
      {
        // A HEAD request would open a stream that has no reader.
        exposeHeadRoute: false,
        config: { quiet: true, endless: true },
        schema: {
          security: [{ operators: [] }],
          tags: ["tasks"],
          summary: "Server-sent events: `task` now and at each change, until it is over",
          params: z.object({ id: z.string().max(200) }),
          response: {
            200: {
              description:
                "A stream that ends with the task, when the client leaves, or when the server stops.",
              content: { "text/event-stream": { schema: z.string() } },
            },
            ...problemResponses,
          },
        },
      },
      async ({ params: { id }, raw }, reply) => {
        if (following.size >= MAX_VIEWERS) throw full();
        const leaving = new AbortController();
        following.add(leaving);
        const over = () => {
          leaving.abort();
          following.delete(leaving);
        };
        raw.once("close", over);
        try {
          const states = tasks.follow(id, leaving.signal);
          // What can be refused is refused before the stream has begun.
          const first = await states.next();
          if (draining.aborted) leaving.abort();
          const stream = new PassThrough().once("close", over);
          void writeStates(stream, first, states);
          return respondWithEvents(reply, stream);
        } catch (error) {
          over();
          throw error;
        }
      },
    );
  };
}

/** Writes each state as an event, with heartbeats in between, until there are no more. */
async function writeStates(
  stream: PassThrough,
  first: IteratorResult<TaskReport>,
  rest: AsyncGenerator<TaskReport>,
): Promise<void> {
  const stopHeartbeats = sendHeartbeats((comment) => stream.write(comment));
  try {
    if (!first.done) stream.write(formatEvent("task", first.value));
    for await (const task of rest) stream.write(formatEvent("task", task));
  } catch (error) {
    // The response has begun, so the error can only be an event of the stream.
    const { code, message, hint } = error instanceof AppError ? error : UNEXPECTED_ERROR;
    stream.write(formatEvent("trouble", { code, detail: message, hint }));
  } finally {
    stopHeartbeats();
    stream.end();
  }
}

const UNEXPECTED_ERROR = {
  code: "internal",
  message: "The task cannot be followed any more.",
  hint: "Ask for it again.",
};

const full = () =>
  new AppError({
    code: "events.full",
    category: "unavailable",
    message: "The limit of task streams is reached.",
    hint: "Close one, or poll the task instead.",
    retryAfter: 10,
  });
