import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../http/index.ts";
import { SET_ROLE_ACTION } from "../audit/actions.ts";
import type { Users } from "../auth.ts";
import { getRequester } from "../protection/require-operator.ts";
import type { Roles } from "../roles.ts";
import { createNewUserSchema } from "../users/new-user.ts";
import { createUserSchemas, sessionReport } from "../users/user-report.ts";

const about = { security: [{ operators: [] }, { session: [] }], tags: ["users"] };
const params = z.object({ user: z.string().max(254).meta({ description: "An id or an e-mail address" }) });
const ended = z.object({ ended: z.number().int() });

const query = z.object({
  search: z.string().max(254).optional().meta({ description: "A part of a name or of an e-mail address" }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(64).optional().meta({ description: "The id of the last one on the page before" }),
});

/** Creates the routes of accounts, for operators. */
export function createUserRoutes(users: Users, roles: Roles<string>): FastifyPluginAsyncZod {
  const { userReport, usersReport } = createUserSchemas(roles);
  const newUser = createNewUserSchema(roles);
  return async (app) => {
    app.get(
      "/users",
      {
        schema: {
          ...about,
          summary: "Accounts in the order in which they were created",
          querystring: query,
          response: { 200: usersReport, ...problemResponses },
        },
      },
      (request) => users.list(request.query),
    );

    app.post(
      "/users",
      {
        config: { audit: { action: "users create", target: "email" } },
        schema: {
          ...about,
          summary: "Makes an account; without a password, which its owner then chooses by a mail's link",
          body: newUser,
          response: { 201: userReport, ...problemResponses },
        },
      },
      async ({ body }, reply) => {
        const user = await users.create(body);
        if (body.password === undefined) await users.resetPassword(user.id);
        return reply.code(201).send(user);
      },
    );

    app.get(
      "/users/:user",
      {
        schema: {
          ...about,
          summary: "One account",
          params,
          response: { 200: userReport, ...problemResponses },
        },
      },
      ({ params: { user } }) => users.show(user),
    );

    app.put(
      "/users/:user/role",
      {
        config: { audit: { action: SET_ROLE_ACTION } },
        schema: {
          ...about,
          summary: "Gives it a role, which counts with the next request",
          params,
          body: z.object({ role: z.enum(roles.names) }),
          response: { 200: userReport, ...problemResponses },
        },
      },
      (request) => users.setRole(request.params.user, request.body.role, getRequester(request)),
    );

    app.post(
      "/users/:user/deactivate",
      {
        schema: {
          ...about,
          summary: "Ends its sessions and refuses new sign-ins",
          params,
          response: { 200: userReport, ...problemResponses },
        },
      },
      ({ params: { user } }) => users.deactivate(user),
    );

    app.post(
      "/users/:user/reactivate",
      {
        schema: {
          ...about,
          summary: "Lets it be used again",
          params,
          response: { 200: userReport, ...problemResponses },
        },
      },
      ({ params: { user } }) => users.reactivate(user),
    );

    app.post(
      "/users/:user/reset-password",
      {
        schema: {
          ...about,
          summary: "Sends the mail by which its owner chooses a new password",
          params,
          response: { 200: userReport, ...problemResponses },
        },
      },
      ({ params: { user } }) => users.resetPassword(user),
    );

    app.get(
      "/users/:user/sessions",
      {
        schema: {
          ...about,
          summary: "Where it is signed in, the newest first",
          params,
          response: { 200: z.array(sessionReport), ...problemResponses },
        },
      },
      ({ params: { user } }) => users.sessions(user),
    );

    app.delete(
      "/users/:user/sessions",
      {
        config: { audit: { action: "users revoke" } },
        schema: {
          ...about,
          summary: "Ends all its sessions",
          params,
          response: { 200: ended, ...problemResponses },
        },
      },
      async ({ params: { user } }) => ({ ended: await users.revoke(user) }),
    );

    app.delete(
      "/users/:user/sessions/:session",
      {
        config: { audit: { action: "users revoke" } },
        schema: {
          ...about,
          summary: "Ends one of its sessions",
          params: params.extend({ session: z.string().max(64) }),
          response: { 200: ended, ...problemResponses },
        },
      },
      async ({ params: { user, session } }) => ({ ended: await users.revoke(user, session) }),
    );
  };
}
