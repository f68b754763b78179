import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { UserHook } from "../auth.ts";
import type { Membership } from "./report.ts";

/** What the hooks read users and memberships from: the accounts and the organisations of the application. */
export interface MemberAccess<Role extends string> {
  readonly auth: {
    requireUser(): UserHook;
    getUser(request: FastifyRequest): { readonly id: string };
  };
  readonly organisations: {
    requireMembership(userId: string, organisationId: string, needed?: Role): Promise<Membership<Role>>;
  };
}

/** What guards the routes of an organisation. */
export interface MemberHooks<Role extends string> {
  /**
   * Creates a hook for `preParsing` that guards routes below `/:organisation`: for members with this role or a higher one.
   * For all others the organisation does not exist.
   *
   * @throws AppError `organisations.unknown`, `organisations.forbidden`, and what `auth.requireUser()` throws
   */
  memberOf(access: MemberAccess<Role>, role?: Role): UserHook;
  /** The membership of the user who sent a request to a guarded route. @throws TypeError on other routes */
  membershipOf(request: FastifyRequest): Membership<Role>;
}

const routeParams = z.object({ organisation: z.string() });

/** Creates the hooks that guard the routes of an organisation. */
export function createMemberHooks<Role extends string>(): MemberHooks<Role> {
  const memberships = new WeakMap<FastifyRequest, Membership<Role>>();
  return {
    memberOf({ auth, organisations }, role) {
      const requireUser = auth.requireUser();
      return async function requireMember(request, reply) {
        await requireUser(request, reply);
        const { organisation } = routeParams.parse(request.params);
        const { id } = auth.getUser(request);
        memberships.set(request, await organisations.requireMembership(id, organisation, role));
      };
    },
    membershipOf(request) {
      const membership = memberships.get(request);
      if (!membership) throw new TypeError("membershipOf() is for routes that memberOf() guards");
      return membership;
    },
  };
}
