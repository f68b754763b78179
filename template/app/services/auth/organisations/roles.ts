/**
 * The roles in an organisation, from the fewest permissions to the most: each includes those before it. Add others before
 * `admin`; the type checker names the places that list them.
 */
export const ORGANISATION_ROLES = ["member", "admin", "owner"] as const;

export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];
