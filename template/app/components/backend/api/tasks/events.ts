import { PassThrough } from "node:stream";
import { AppError } from "@aegis-stack/runtime/errors";
import { formatEvent, problemResponses } from "@aegis-stack/runtime/http";
import type { TaskReport } from "@aegis-stack/runtime/queue";
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { whileAdmitted } from "#app/components/backend/protection/while-admitted.ts"; // aegis:auth
import type { WithServices } from "#app/components/backend/services.ts";

/** So many tasks are followed at once; each costs a connection and a look at the queue twice a second. */
const VIEWERS = 100;

/** Proxies drop a connection on which nothing moves, mostly after 60 s. Milliseconds. */
const HEARTBEAT = 15_000;

/** The progress of one task. */
export const taskEventRoutes: FastifyPluginAsync<WithServices> = async (app, { services }) => {
  const { tasks, draining } = services;
  const following = new Set<AbortController>();
  // A stream has no end of its own that is near enough, and a server that stops waits for every answer.
  const end = () => {
    for (const viewer of following) viewer.abort();
  };
  draining.addEventListener("abort", end, { once: true });
  app.addHook("preClose", async () => {
    draining.removeEventListener("abort", end);
    end();
  });
  app.addHook("onSend", whileAdmitted(services)); // aegis:auth

  app.get<{ Params: { id: string } }>(
    "/:id/events",
    {
      // A HEAD request would open a stream that nobody reads.
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
      if (following.size >= VIEWERS) throw full();
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
        void pour(stream, first, states);
        return reply
          .type("text/event-stream")
          .header("cache-control", "no-store")
          .header("x-accel-buffering", "no")
          .header("connection", "close")
          .send(stream);
      } catch (error) {
        over();
        throw error;
      }
    },
  );
};

/** Writes each state as an event, and a sign of life in between, until there are no more. */
async function pour(
  stream: PassThrough,
  first: IteratorResult<TaskReport>,
  rest: AsyncGenerator<TaskReport>,
): Promise<void> {
  const heartbeat = setInterval(() => stream.write(": still here\n\n"), HEARTBEAT).unref();
  try {
    if (!first.done) stream.write(formatEvent("task", first.value));
    for await (const task of rest) stream.write(formatEvent("task", task));
  } catch (error) {
    // The answer has begun, so it can only be said in its own words.
    const { code, message, hint } = error instanceof AppError ? error : UNFORESEEN;
    stream.write(formatEvent("trouble", { code, detail: message, hint }));
  } finally {
    clearInterval(heartbeat);
    stream.end();
  }
}

const UNFORESEEN = {
  code: "internal",
  message: "The task cannot be followed any more.",
  hint: "Ask for it again.",
};

const full = () =>
  new AppError({
    code: "events.full",
    category: "unavailable",
    message: "The limit of task streams is reached.",
    hint: "Close one, or ask for the task again and again instead.",
    retryAfter: 10,
  });
