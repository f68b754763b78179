import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { askerOf, operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { SET_ROLE } from "#app/services/auth/audit/actions.ts";
import { ROLES } from "#app/services/auth/roles.ts";
import { newUser } from "#app/services/auth/users/new-user.ts";
import { sessionReport, userReport, usersReport } from "#app/services/auth/users/user-report.ts";

const about = { security: [{ operators: [] }, { session: [] }], tags: ["users"] };
const params = z.object({ user: z.string().max(254).meta({ description: "An id or an e-mail address" }) });
const ended = z.object({ ended: z.number().int() });

const page = z.object({
  search: z.string().max(254).optional().meta({ description: "A part of a name or of an e-mail address" }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(64).optional().meta({ description: "The id of the last one on the page before" }),
});

/** The accounts, for those who look after them. */
export const userRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { users } = services;
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "",
    {
      schema: {
        ...about,
        summary: "Accounts in the order in which they were created",
        querystring: page,
        response: { 200: usersReport, ...problemResponses },
      },
    },
    ({ query }) => users.list(query),
  );

  app.post(
    "",
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
      const made = await users.create(body);
      if (body.password === undefined) await users.resetPassword(made.id);
      return reply.code(201).send(made);
    },
  );

  app.get(
    "/:user",
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
    "/:user/role",
    {
      config: { audit: { action: SET_ROLE } },
      schema: {
        ...about,
        summary: "Gives it a role, which counts with the next request",
        params,
        body: z.object({ role: z.enum(ROLES) }),
        response: { 200: userReport, ...problemResponses },
      },
    },
    (request) => users.setRole(request.params.user, request.body.role, askerOf(request)),
  );

  app.post(
    "/:user/deactivate",
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
    "/:user/reactivate",
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
    "/:user/reset-password",
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
    "/:user/sessions",
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
    "/:user/sessions",
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
    "/:user/sessions/:session",
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
