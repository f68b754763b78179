/** What somebody may do in an organisation, from the least to the most. Each includes those before it. */
export const ORGANISATION_ROLES = ["member", "admin", "owner"] as const;

export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

/** Whether whoever has one role in an organisation may do what another one may there. */
export const includesOrganisationRole = (has: OrganisationRole, needed: OrganisationRole): boolean =>
  ORGANISATION_ROLES.indexOf(has) >= ORGANISATION_ROLES.indexOf(needed);
