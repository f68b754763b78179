import type { FastifyRequest } from "fastify";
import type { InvitationsService } from "../invitations-service.ts";
import type { RequestHook } from "../member-hooks.ts";
import type { OrganisationsService } from "../organisations-service.ts";
import type { Membership } from "../report.ts";
import type { RouteSchemas } from "./schemas.ts";

/** What the routes work with. */
export interface RouteContext {
  readonly organisations: OrganisationsService;
  readonly invitations: InvitationsService;
  readonly schemas: RouteSchemas;
  /** Refuses requests without a session. */
  readonly requireUser: RequestHook;
  userOf(request: FastifyRequest): { readonly id: string };
  /** Creates a hook that refuses requests of users who are not members with this role. */
  requireMember(role?: "admin"): RequestHook;
  membershipOf(request: FastifyRequest): Membership;
}
