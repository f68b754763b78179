import { id, index, primaryKey, table, text, timestamp, uniqueIndex } from "#app/core/columns.ts";
import { users } from "../tables.ts";

export const organisations = table("organisations", {
  id: id(),
  name: text().notNull(),
  createdAt: timestamp().notNull(),
  /** Also written by whatever must not happen twice at a time in one organisation. */
  updatedAt: timestamp().notNull(),
});

/** Who is in which organisation, and as what. */
export const members = table(
  "members",
  {
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: ["member", "admin", "owner"] }).notNull(),
    createdAt: timestamp().notNull(),
  },
  (members) => [
    primaryKey({ columns: [members.organisationId, members.userId] }),
    index("members_user").on(members.userId),
  ],
);

/** Who was asked to join and has not answered. An answer, or taking it back, removes the row. */
export const invitations = table(
  "invitations",
  {
    id: id(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    /** In lower case. Only whoever has shown that it is theirs can accept. */
    email: text().notNull(),
    role: text({ enum: ["member", "admin", "owner"] }).notNull(),
    invitedBy: text().references(() => users.id, { onDelete: "set null" }),
    expiresAt: timestamp().notNull(),
    createdAt: timestamp().notNull(),
  },
  (invitations) => [
    uniqueIndex("invitations_once").on(invitations.organisationId, invitations.email),
    index("invitations_email").on(invitations.email),
  ],
);
