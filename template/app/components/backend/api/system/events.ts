import { AppError } from "@aegis-stack/runtime/errors";
import { EventStreams, formatEvent, problemResponses } from "@aegis-stack/runtime/http";
import { takeSnapshot } from "@aegis-stack/runtime/operations";
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { whileAdmitted } from "#app/components/backend/protection/while-admitted.ts"; // aegis:auth
import type { WithServices } from "#app/components/backend/services.ts";

/** More windows than operators have open; each costs a connection. */
const VIEWERS = 50;

export const eventRoutes: FastifyPluginAsync<WithServices> = async (app, { services }) => {
  const { health, metrics, feed, draining } = services;
  const streams = new EventStreams({
    limit: VIEWERS,
    source: (send) =>
      feed.subscribe((event) => {
        send(formatEvent(event.type, event.type === "sample" ? event.sample : event.health));
      }),
  });
  // A stream has no end of its own, and a server that stops waits for every answer.
  const end = () => streams.end();
  draining.addEventListener("abort", end, { once: true });
  app.addHook("preClose", async () => {
    draining.removeEventListener("abort", end);
    end();
  });
  app.addHook("onSend", whileAdmitted(services)); // aegis:auth

  app.get(
    "/events",
    {
      // A HEAD request would open a stream that nobody reads.
      exposeHeadRoute: false,
      config: { quiet: true, endless: true },
      schema: {
        security: [{ operators: [] }],
        tags: ["system"],
        summary: "Server-sent events: `snapshot` with the whole, then `sample` and `health` as they come",
        response: {
          200: {
            description: "A stream that ends when the client leaves or the server stops.",
            content: { "text/event-stream": { schema: z.string() } },
          },
          ...problemResponses,
        },
      },
    },
    async (_request, reply) => {
      const snapshot = await takeSnapshot(health, metrics);
      if (draining.aborted) throw stopping();
      return (
        reply
          .type("text/event-stream")
          .header("cache-control", "no-store")
          .header("x-accel-buffering", "no")
          // Nothing else comes over a connection whose stream has ended.
          .header("connection", "close")
          .send(streams.open(formatEvent("snapshot", snapshot)))
      );
    },
  );
};

const stopping = () =>
  new AppError({
    code: "events.stopping",
    category: "unavailable",
    message: "The server is stopping.",
    hint: "Open the stream again in a moment.",
    retryAfter: 3,
  });
