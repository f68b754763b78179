import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import type { Health } from "../../health/index.ts";
import {
  EventStreams,
  endStreamsOnStop,
  formatEvent,
  problemResponses,
  respondWithEvents,
} from "../../http/index.ts";
import type { Metrics } from "../../metrics/index.ts";
import { takeSnapshot } from "../snapshot.ts";
import { createSystemFeed } from "../system-feed.ts";

/** More windows than operators have open; each costs a connection. */
const MAX_VIEWERS = 50;

/** What the events are about. */
export interface EventSources {
  readonly health: Pick<Health, "report">;
  readonly metrics: Pick<Metrics, "history" | "subscribe">;
  readonly phase: { readonly draining: AbortSignal };
}

/** The state of the system as it changes, as server-sent events. */
export function createEventRoutes({ health, metrics, phase }: EventSources): FastifyPluginAsync {
  const { draining } = phase;
  return async (app) => {
    const feed = createSystemFeed(health, metrics);
    const streams = new EventStreams({
      limit: MAX_VIEWERS,
      source: (send) =>
        feed.subscribe((event) => {
          send(formatEvent(event.type, event.type === "sample" ? event.sample : event.health));
        }),
    });
    endStreamsOnStop(app, draining, () => streams.end());

    app.get(
      "/system/events",
      {
        // A HEAD request would open a stream that has no reader.
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
        return respondWithEvents(reply, streams.open(formatEvent("snapshot", snapshot)));
      },
    );
  };
}

const stopping = () =>
  new AppError({
    code: "events.stopping",
    category: "unavailable",
    message: "The server is stopping.",
    hint: "Open the stream again in a moment.",
    retryAfter: 3,
  });
