import { z } from "zod";

/** What the API reference shows for each of these routes. */
export const about = { security: [{ session: [] }], tags: ["organisations"] };

/** The response of a route that has nothing to report. */
export const done = z.null().describe("Done.");

/** What users enter, as the application accepts it. */
export interface OrganisationInput {
  /** The name of an organisation. */
  readonly name: z.core.$ZodType<string, string>;
  /** An e-mail address; the parsed value is in lower case. */
  readonly email: z.core.$ZodType<string, string>;
}

/** The schemas of what the routes receive and send. */
export function createRouteSchemas(roles: readonly string[], { name, email }: OrganisationInput) {
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
    namedBody: z.object({ name }),
    roleBody: z.object({ role }),
    inviteBody: z.object({ email, role: role.default(roles[0] ?? "") }),
  };
}

/** The schemas, as the routes know them. */
export type RouteSchemas = ReturnType<typeof createRouteSchemas>;
