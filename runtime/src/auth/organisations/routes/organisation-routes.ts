import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Organisations } from "../create-organisations.ts";
import { createMemberHooks, type MemberAccess } from "../member-hooks.ts";
import type { RouteContext } from "./context.ts";
import { createInvitationRoutes } from "./invitations.ts";
import { createMemberRoutes } from "./members.ts";
import { createOneOrganisationRoutes } from "./one.ts";
import { createOwnRoutes } from "./own.ts";
import { createReceivedRoutes } from "./received.ts";
import { createRouteSchemas } from "./schemas.ts";

/** What the routes are created from: the accounts and the organisations of the application. */
export interface OrganisationRoutesOptions extends Organisations, Pick<MemberAccess<string>, "auth"> {}

/**
 * The routes of organisations, for users who are signed in.
 *
 * `await app.register(createOrganisationRoutes(services), { prefix: "/organisations" })`
 */
export function createOrganisationRoutes({
  auth,
  organisations,
  invitations,
}: OrganisationRoutesOptions): FastifyPluginAsyncZod {
  const { memberOf, membershipOf } = createMemberHooks();
  const context: RouteContext = {
    organisations,
    invitations,
    schemas: createRouteSchemas(organisations.roles),
    requireUser: auth.requireUser(),
    getUser: (request) => auth.getUser(request),
    requireMember: (role) => memberOf({ auth, organisations }, role),
    membershipOf,
  };
  return async (app) => {
    await app.register(createOwnRoutes(context));
    await app.register(createReceivedRoutes(context), { prefix: "/invitations" });
    await app.register(createOneOrganisationRoutes(context), { prefix: "/:organisation" });
    await app.register(createMemberRoutes(context), { prefix: "/:organisation/members" });
    await app.register(createInvitationRoutes(context), { prefix: "/:organisation/invitations" });
  };
}
