import { createOrganisations } from "@aegis-stack/runtime/auth/organisations";
import { database } from "#app/core/database.ts";
import { mail } from "#app/services/mail/index.ts";
import { auth } from "../index.ts";
import { users } from "../tables.ts";
import { invitationMail } from "./invitation-mail.ts";
import { ORGANISATION_ROLES } from "./roles.ts";
import * as tables from "./tables.ts";

/** The organisations of this application with their members, and the invitations to them. */
export const { organisations, invitations } = createOrganisations({
  database,
  tables: { ...tables, users },
  roles: ORGANISATION_ROLES,
  deliver: (message) => mail.deliver(message),
  mail: invitationMail,
  linkTo: (invitation) => auth.createLink(`/invitations/${invitation}`),
});
