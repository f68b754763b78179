import { displayName, emailAddress } from "@aegis-stack/runtime/auth";
import type { Membership } from "@aegis-stack/runtime/auth/organisations";
import { z } from "zod";
import { invitations, organisations } from "#app/services/auth/organisations/index.ts";
import { ORGANISATION_ROLES, type OrganisationRole } from "#app/services/auth/organisations/roles.ts";
import type { FormText } from "../form/read-form.ts";
import { read } from "./read.ts";

const organisationRole = z.enum(ORGANISATION_ROLES);

/** What one of the organisation page's forms asks for. */
interface OrganisationForm {
  /** @throws AppError when it is refused */
  work(value: FormText, membership: Membership<OrganisationRole>): Promise<unknown>;
  done: string;
  /** Where nothing is left to be seen on the page. */
  leadsAway?: boolean;
}

const rename: OrganisationForm = {
  work: (value, { userId, organisation }) =>
    organisations.rename(userId, organisation.id, read(displayName, "The name", value("name"))),
  done: "The name is changed.",
};

const invite: OrganisationForm = {
  work: (value, { userId, organisation }) =>
    invitations.invite(
      userId,
      organisation.id,
      read(emailAddress, "The e-mail address", value("email")),
      read(organisationRole, "The role", value("role")),
    ),
  done: "The invitation is on its way.",
};

const cancel: OrganisationForm = {
  work: (value, { userId, organisation }) => invitations.revoke(userId, organisation.id, value("invitation")),
  done: "The invitation is revoked.",
};

const setRole: OrganisationForm = {
  work: (value, { userId, organisation }) =>
    organisations.setMemberRole(
      userId,
      organisation.id,
      value("member"),
      read(organisationRole, "The role", value("role")),
    ),
  done: "The role is changed.",
};

const remove: OrganisationForm = {
  work: (value, { userId, organisation }) =>
    organisations.removeMember(userId, organisation.id, value("member")),
  done: "The member has been removed.",
};

const leave: OrganisationForm = {
  work: (_, { userId, organisation }) => organisations.leave(userId, organisation.id),
  done: "",
  leadsAway: true,
};

const deletion: OrganisationForm = {
  work: (_, { userId, organisation }) => organisations.delete(userId, organisation.id),
  done: "",
  leadsAway: true,
};

/** The organisation page's forms, by the name that each sends along. */
export const forms: ReadonlyMap<string, OrganisationForm> = new Map([
  ["rename", rename],
  ["invite", invite],
  ["cancel", cancel],
  ["role", setRole],
  ["remove", remove],
  ["leave", leave],
  ["delete", deletion],
]);
