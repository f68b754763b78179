import { problemResponses } from "@aegis-stack/runtime/http";
import { outboxEntry, outboxMail } from "@aegis-stack/runtime/mail";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";

const about = { security: [{ operators: [] }], tags: ["mail"] };
const params = z.object({ id: z.string().max(64) });

/** The messages of development. For operators: they hold links that let people in. */
export const mailRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { outbox } = services;
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "/outbox",
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
    "/outbox/:id",
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
