import { z } from "zod";
import { displayName } from "../../users/display-name.ts";
import { emailAddress } from "../../users/new-user.ts";

/** What the API reference shows for each of these routes. */
export const about = { security: [{ session: [] }], tags: ["organisations"] };

/** The response of a route that has nothing to report. */
export const done = z.null().describe("Done.");

/** The schemas of what the routes receive and send. */
export function createRouteSchemas(roles: readonly string[]) {
  const role = z.enum(roles);
  const organisation = z.object({
    id: z.string(),
    name: z.string(),
    role,
    createdAt: z.iso.datetime(),
  });
  const member = z.object({
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role,
    joinedAt: z.iso.datetime(),
  });
  const invitation = z.object({
    id: z.string(),
    organisation: z.object({ id: z.string(), name: z.string() }),
    email: z.string(),
    role,
    invitedBy: z.string().nullable(),
    expiresAt: z.iso.datetime(),
  });
  return {
    organisation,
    invitation,
    overview: z.object({ organisations: z.array(organisation), invitations: z.array(invitation) }),
    details: organisation.extend({ members: z.array(member), invitations: z.array(invitation) }),
    namedBody: z.object({ name: displayName }),
    roleBody: z.object({ role }),
    inviteBody: z.object({ email: emailAddress, role: role.default(roles[0] ?? "") }),
  };
}

/** The schemas, as the routes know them. */
export type RouteSchemas = ReturnType<typeof createRouteSchemas>;
