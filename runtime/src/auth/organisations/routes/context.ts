import type { FastifyRequest } from "fastify";
import type { UserHook } from "../../auth.ts";
import type { InvitationsService } from "../invitations-service.ts";
import type { OrganisationsService } from "../organisations-service.ts";
import type { Membership } from "../report.ts";
import type { RouteSchemas } from "./schemas.ts";

/** What the routes work with. */
export interface RouteContext {
  readonly organisations: OrganisationsService;
  readonly invitations: InvitationsService;
  readonly schemas: RouteSchemas;
  /** Refuses requests without a session. */
  readonly requireUser: UserHook;
  getUser(request: FastifyRequest): { readonly id: string };
  /** Creates a hook that refuses requests of users who are not members with this role. */
  requireMember(role?: "admin"): UserHook;
  membershipOf(request: FastifyRequest): Membership;
}
