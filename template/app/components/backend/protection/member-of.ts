import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Services } from "#app/components/backend/services.ts";
import type { Membership } from "#app/services/auth/organisations/membership.ts";
import type { OrganisationRole } from "#app/services/auth/organisations/roles.ts";
import { signedIn, userOf } from "./signed-in.ts";

const memberships = new WeakMap<FastifyRequest, Membership>();

const inOrganisation = z.object({ organisation: z.string() });

/**
 * Keeps routes below `/:organisation` for those who are in it and have a role there, or a higher one. To everybody else
 * the organisation does not exist. A hook for `preParsing`: before anything that the caller sent is looked at.
 *
 * `app.addHook("preParsing", memberOf(services, "admin"))`
 */
export function memberOf(
  { auth, organisations }: Pick<Services, "auth" | "organisations">,
  role?: OrganisationRole,
) {
  const requireUser = signedIn(auth);
  return async function requireMember(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await requireUser(request, reply);
    const { organisation } = inOrganisation.parse(request.params);
    memberships.set(request, await organisations.membership(userOf(request).id, organisation, role));
  };
}

/** Who sent a request to a route that `memberOf` keeps: their user, their role and the organisation. */
export function membershipOf(request: FastifyRequest): Membership {
  const membership = memberships.get(request);
  if (!membership) throw new TypeError("membershipOf() is for routes that memberOf() keeps");
  return membership;
}
