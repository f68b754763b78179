import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Organisations } from "../create-organisations.ts";
import type { CallerAccess, MemberHooks } from "../member-hooks.ts";
import type { RouteContext } from "./context.ts";
import { createInvitationRoutes } from "./invitations.ts";
import { createMemberRoutes } from "./members.ts";
import { createOneOrganisationRoutes } from "./one.ts";
import { createOwnRoutes } from "./own.ts";
import { createReceivedRoutes } from "./received.ts";
import { createRouteSchemas, type OrganisationInput } from "./schemas.ts";

/** What the routes are created from. */
export interface OrganisationRoutesOptions<Auth>
  extends Organisations,
    CallerAccess<Auth>,
    MemberHooks<Auth, string>,
    OrganisationInput {
  readonly auth: Auth;
}

/**
 * The routes of organisations, for users who are signed in.
 *
 * `await app.register(createOrganisationRoutes(options), { prefix: "/organisations" })`
 */
export function createOrganisationRoutes<Auth>(
  options: OrganisationRoutesOptions<Auth>,
): FastifyPluginAsyncZod {
  const { organisations, invitations, auth, signedIn, userOf, memberOf, membershipOf } = options;
  const context: RouteContext = {
    organisations,
    invitations,
    schemas: createRouteSchemas(organisations.roles, options),
    requireUser: signedIn(auth),
    userOf: (request) => userOf(request, auth),
    requireMember: (role) => memberOf(options, role),
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
