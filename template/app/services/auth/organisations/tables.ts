import { id, index, primaryKey, table, text, timestamp, uniqueIndex } from "#app/core/columns.ts";
import { users } from "../tables.ts";
import { ORGANISATION_ROLES } from "./roles.ts";

export const organisations = table("organisations", {
  id: id(),
  name: text().notNull(),
  createdAt: timestamp().notNull(),
  /** Also updated to lock an organisation while something in it changes. */
  updatedAt: timestamp().notNull(),
});

/** The members of each organisation with their roles. */
export const members = table(
  "members",
  {
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ORGANISATION_ROLES }).notNull(),
    createdAt: timestamp().notNull(),
  },
  (members) => [
    primaryKey({ columns: [members.organisationId, members.userId] }),
    index("members_user").on(members.userId),
  ],
);

/** Invitations that are open: a row is deleted when it is accepted, declined or revoked. */
export const invitations = table(
  "invitations",
  {
    id: id(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    /** In lower case. Only a user with this confirmed address can accept. */
    email: text().notNull(),
    role: text({ enum: ORGANISATION_ROLES }).notNull(),
    invitedBy: text().references(() => users.id, { onDelete: "set null" }),
    expiresAt: timestamp().notNull(),
    createdAt: timestamp().notNull(),
  },
  (invitations) => [
    uniqueIndex("invitations_once").on(invitations.organisationId, invitations.email),
    index("invitations_email").on(invitations.email),
  ],
);
