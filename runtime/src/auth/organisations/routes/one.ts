import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemResponses } from "../../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { about, done } from "./schemas.ts";

/** One organisation, for its members. */
export const createOneOrganisationRoutes =
  ({ organisations, schemas, requireMember, membershipOf }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("preParsing", requireMember());

    app.get(
      "",
      {
        schema: {
          ...about,
          summary: "An organisation with its members, for admins with its open invitations",
          response: { 200: schemas.details, ...problemResponses },
        },
      },
      (request) => {
        const { userId, organisation } = membershipOf(request);
        return organisations.show(userId, organisation.id);
      },
    );

    app.patch(
      "",
      {
        schema: {
          ...about,
          summary: "Renames it; for admins",
          body: schemas.namedBody,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        await organisations.rename(userId, organisation.id, request.body.name);
        return reply.code(204).send(null);
      },
    );

    app.delete(
      "",
      {
        schema: {
          ...about,
          summary: "Deletes it with its memberships and invitations; for owners",
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        await organisations.delete(userId, organisation.id);
        return reply.code(204).send(null);
      },
    );

    app.post(
      "/leave",
      {
        schema: {
          ...about,
          summary: "Leaves it; the last owner cannot",
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        await organisations.leave(userId, organisation.id);
        return reply.code(204).send(null);
      },
    );
  };
