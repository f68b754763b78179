import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemResponses } from "../../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { about } from "./schemas.ts";

/** The organisations of the user who is signed in. */
export const createOwnRoutes =
  ({ organisations, invitations, schemas, requireUser, getUser }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("preParsing", requireUser);

    app.get(
      "",
      {
        schema: {
          ...about,
          summary: "Your organisations, and invitations that you can accept",
          response: { 200: schemas.overview, ...problemResponses },
        },
      },
      async (request) => {
        const { id } = getUser(request);
        return { organisations: await organisations.list(id), invitations: await invitations.listFor(id) };
      },
    );

    app.post(
      "",
      {
        schema: {
          ...about,
          summary: "Makes an organisation that you own",
          body: schemas.namedBody,
          response: { 201: schemas.organisation, ...problemResponses },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await organisations.create(getUser(request).id, request.body.name)),
    );
  };
