import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Membership } from "./report.ts";

/** A hook for `preParsing`: it runs before anything that the client sent is parsed. */
export type RequestHook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** How routes know the user who sent a request. */
export interface CallerAccess<Auth> {
  /** Creates a hook that refuses requests without a session. */
  signedIn(auth: Auth): RequestHook;
  /** The user of a request that the hook let through. */
  userOf(request: FastifyRequest, auth: Auth): { readonly id: string };
}

/** What the hooks read memberships from. */
export interface MemberAccess<Auth, Role extends string> {
  readonly auth: Auth;
  readonly organisations: {
    requireMembership(userId: string, organisationId: string, needed?: Role): Promise<Membership<Role>>;
  };
}

/** What guards the routes of an organisation. */
export interface MemberHooks<Auth, Role extends string> {
  /**
   * Creates a hook for `preParsing` that guards routes below `/:organisation`: for members with this role or a higher one.
   * For all others the organisation does not exist.
   *
   * @throws AppError `organisations.unknown`, `organisations.forbidden`, and what `signedIn` throws
   */
  memberOf(access: MemberAccess<Auth, Role>, role?: Role): RequestHook;
  /** The membership of the user who sent a request to a guarded route. @throws TypeError on other routes */
  membershipOf(request: FastifyRequest): Membership<Role>;
}

const routeParams = z.object({ organisation: z.string() });

/** Creates the hooks that guard the routes of an organisation. */
export function createMemberHooks<Auth, Role extends string>({
  signedIn,
  userOf,
}: CallerAccess<Auth>): MemberHooks<Auth, Role> {
  const memberships = new WeakMap<FastifyRequest, Membership<Role>>();
  return {
    memberOf({ auth, organisations }, role) {
      const requireUser = signedIn(auth);
      return async function requireMember(request, reply) {
        await requireUser(request, reply);
        const { organisation } = routeParams.parse(request.params);
        memberships.set(
          request,
          await organisations.requireMembership(userOf(request, auth).id, organisation, role),
        );
      };
    },
    membershipOf(request) {
      const membership = memberships.get(request);
      if (!membership) throw new TypeError("membershipOf() is for routes that memberOf() guards");
      return membership;
    },
  };
}
