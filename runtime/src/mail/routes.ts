import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../http/index.ts";
import type { MailOutbox } from "./outbox.ts";
import { outboxEntry, outboxMail } from "./report.ts";

const about = { security: [{ operators: [] }], tags: ["mail"] };
const params = z.object({ id: z.string().max(64) });

/** The messages of development. They hold links by which the recipient signs in. */
export function createMailRoutes(outbox: Pick<MailOutbox, "list" | "show">): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/mail/outbox",
      {
        schema: {
          ...about,
          summary: "The messages that were put into the outbox instead of being sent, newest first",
          response: { 200: z.array(outboxEntry), ...problemResponses },
        },
      },
      () => outbox.list(),
    );

    app.get(
      "/mail/outbox/:id",
      {
        schema: {
          ...about,
          summary: "One of these messages, with its text and its HTML",
          params,
          response: { 200: outboxMail, ...problemResponses },
        },
      },
      ({ params: { id } }) => outbox.show(id),
    );
  };
}
