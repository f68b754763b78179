import { z } from "zod";
import { personName } from "../users/person-name.ts";
import { ORGANISATION_ROLES } from "./roles.ts";

export const organisationRole = z.enum(ORGANISATION_ROLES);

/** What an organisation is called; held to what a person's name is held to. */
export const organisationName = personName;

/** An organisation, as somebody who is in it sees it in a list. */
export const organisationReport = z.object({
  id: z.string(),
  name: z.string(),
  /** What whoever asks is there. */
  role: organisationRole,
  createdAt: z.iso.datetime(),
});
export type OrganisationReport = z.infer<typeof organisationReport>;

export const memberReport = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: organisationRole,
  joinedAt: z.iso.datetime(),
});
export type MemberReport = z.infer<typeof memberReport>;

/** An invitation that nobody has answered yet. */
export const invitationReport = z.object({
  id: z.string(),
  organisation: z.object({ id: z.string(), name: z.string() }),
  email: z.string(),
  role: organisationRole,
  /** Who sent it; null when they are gone. */
  invitedBy: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});
export type InvitationReport = z.infer<typeof invitationReport>;

export const organisationsReport = z.object({
  organisations: z.array(organisationReport),
  /** Those that whoever asks can accept. */
  invitations: z.array(invitationReport),
});

/** An organisation with everybody in it. */
export const wholeOrganisation = organisationReport.extend({
  members: z.array(memberReport),
  /** For admins and owners; others get none. */
  invitations: z.array(invitationReport),
});
export type WholeOrganisation = z.infer<typeof wholeOrganisation>;
