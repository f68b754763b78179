import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, expectTypeOf, test } from "vitest";
import { createOrganisations } from "./create-organisations.ts";
import { createTestOrganisations, TEST_ENGINES, type TestRole } from "./organisations.fixture.ts";
import type { OrganisationsService } from "./organisations-service.ts";
import { createSqliteOrganisationTables } from "./sqlite-tables.ts";
import type { InsertableTables, OrganisationTables } from "./tables.ts";

const EXTENDED_ROLES = ["member", "editor", "admin", "owner"] as const;

async function createExtended() {
  const [sqlite] = TEST_ENGINES;
  const { database, createUser } = await createTestOrganisations(sqlite!);
  const services = createOrganisations({
    database,
    tables: createSqliteOrganisationTables<(typeof EXTENDED_ROLES)[number]>(),
    roles: EXTENDED_ROLES,
    deliver: async () => {},
    mail: (to) => ({ to, subject: "", text: "", html: "" }),
    linkTo: (invitation) => invitation,
  });
  return { ...services, createUser };
}

test("an application has roles of its own, with the permissions of those before them", async () => {
  const { organisations, invitations, createUser } = await createExtended();
  const [ada, bob] = [await createUser("ada@example.com"), await createUser("bob@example.com")];
  const { id } = await organisations.create(ada, "Engines");
  const invitation = await invitations.invite(ada, id, "bob@example.com", "editor");
  await invitations.accept(bob, invitation.id);
  expectTypeOf(organisations.roles).toEqualTypeOf<readonly ("member" | "editor" | "admin" | "owner")[]>();
  expect(await organisations.requireMembership(bob, id, "editor")).toMatchObject({ role: "editor" });
  await expect(organisations.requireMembership(bob, id, "admin")).rejects.toMatchObject({
    code: "organisations.forbidden",
  });
  expect(organisations.includesRole("editor", "member")).toBe(true);
  expect(organisations.includesRole("editor", "admin")).toBe(false);
});

test("what is read has the roles of the application as its type", () => {
  type Details = Awaited<ReturnType<OrganisationsService<TestRole>["show"]>>;
  expectTypeOf<Details["role"]>().toEqualTypeOf<TestRole>();
  expectTypeOf<Details["members"][number]["role"]>().toEqualTypeOf<TestRole>();
  expectTypeOf<Details["invitations"][number]["role"]>().toEqualTypeOf<TestRole>();
});

/** The tables of an application whose table of organisations is another one. */
const withOrganisations = <Organisations>(organisations: Organisations) => ({
  ...createSqliteOrganisationTables<TestRole>(),
  organisations,
});

const columns = {
  id: text().primaryKey().$defaultFn(String),
  name: text().notNull(),
  createdAt: integer({ mode: "timestamp_ms" }).notNull(),
  updatedAt: integer({ mode: "timestamp_ms" }).notNull(),
};

test("tables that lack a column, or into which the rows cannot be inserted, do not compile", () => {
  const extended = withOrganisations(sqliteTable("organisations", { ...columns, plan: text() }));
  expectTypeOf(extended).toExtend<OrganisationTables<TestRole>>();
  type Extended = InsertableTables<typeof extended, TestRole>["organisations"];
  expectTypeOf<Extended>().toEqualTypeOf<unknown>();

  const demanding = withOrganisations(sqliteTable("organisations", { ...columns, plan: text().notNull() }));
  type Demanding = InsertableTables<typeof demanding, TestRole>["organisations"];
  expectTypeOf<Demanding>().toBeString();

  const { updatedAt: _, ...incomplete } = columns;
  const lacking = withOrganisations(sqliteTable("organisations", incomplete));
  expectTypeOf(lacking).not.toExtend<OrganisationTables<TestRole>>();

  const otherRoles = createSqliteOrganisationTables<"member" | "owner">();
  type OtherRoles = InsertableTables<typeof otherRoles, TestRole>["members"];
  expectTypeOf<OtherRoles>().toBeString();
  expectTypeOf(createSqliteOrganisationTables()).not.toExtend<OrganisationTables<TestRole>>();
});
