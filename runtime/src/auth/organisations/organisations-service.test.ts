import { beforeEach, describe, expect, test } from "vitest";
import type { PortableDb } from "../../database/index.ts";
import type { InvitationsService } from "./invitations-service.ts";
import { MAX_MEMBERS_PER_ORGANISATION, MAX_ORGANISATIONS_PER_USER } from "./limits.ts";
import { createTestOrganisations, TEST_ENGINES, type TestRole } from "./organisations.fixture.ts";
import type { OrganisationsService } from "./organisations-service.ts";
import type { SqliteOrganisationTables } from "./sqlite-tables.ts";

describe.each(TEST_ENGINES)("$engine", (engine) => {
  let db: PortableDb;
  let tables: SqliteOrganisationTables;
  let service: OrganisationsService<TestRole>;
  let invitations: InvitationsService<TestRole>;
  let createUser: (email: string) => Promise<string>;
  let ada: string;
  let bob: string;
  let eve: string;
  let id: string;

  beforeEach(async () => {
    ({ db, tables, organisations: service, invitations, createUser } = await createTestOrganisations(engine));
    ada = await createUser("ada@example.com");
    bob = await createUser("bob@example.com");
    eve = await createUser("eve@example.com");
    ({ id } = await service.create(ada, "Engines"));
  });

  const join = (userId: string, role: TestRole, organisationId = id) =>
    db.insert(tables.members).values({ organisationId, userId, role, createdAt: new Date() });

  const rolesThere = async () =>
    Object.fromEntries((await service.show(ada, id)).members.map(({ name, role }) => [name, role]));

  test("whoever makes an organisation owns it, and is alone in it", async () => {
    const whole = await service.show(ada, id);
    expect(whole).toMatchObject({ name: "Engines", role: "owner", invitations: [] });
    expect(whole.members).toMatchObject([{ userId: ada, email: "ada@example.com", role: "owner" }]);
    expect(await service.list(ada)).toMatchObject([{ id, name: "Engines", role: "owner" }]);
  });

  test("to a stranger it does not exist, whatever they try", async () => {
    const unknown = { code: "organisations.unknown", category: "not-found" };
    const tries = [
      () => service.show(eve, id),
      () => service.requireMembership(eve, id),
      () => service.rename(eve, id, "Mine"),
      () => service.delete(eve, id),
      () => service.setMemberRole(eve, id, ada, "member"),
      () => service.removeMember(eve, id, ada),
      () => service.leave(eve, id),
      () => service.removeMember(eve, id, eve),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject(unknown);
    await expect(service.show(eve, "nothing")).rejects.toMatchObject(unknown);
    expect(await service.list(eve)).toEqual([]);
    expect(await rolesThere()).toEqual({ ada: "owner" });
  });

  test("being the owner of one organisation is worth nothing in another one", async () => {
    const other = await service.create(eve, "Evil");
    await expect(service.removeMember(eve, id, ada)).rejects.toMatchObject({ code: "organisations.unknown" });
    await expect(service.setMemberRole(eve, other.id, ada, "member")).rejects.toMatchObject({
      code: "organisations.unknown-member",
    });
  });

  test("members look, admins rename and look after members, owners delete", async () => {
    const forbidden = { code: "organisations.forbidden" };
    await join(bob, "member");
    await join(eve, "member");
    expect(await service.show(bob, id)).toMatchObject({ role: "member" });
    await expect(service.rename(bob, id, "Bob's")).rejects.toMatchObject(forbidden);
    await expect(service.removeMember(bob, id, eve)).rejects.toMatchObject(forbidden);
    await expect(service.setMemberRole(bob, id, bob, "admin")).rejects.toMatchObject(forbidden);

    await service.setMemberRole(ada, id, bob, "admin");
    await service.rename(bob, id, "Difference Engines");
    await service.setMemberRole(bob, id, eve, "admin");
    await service.setMemberRole(bob, id, eve, "member");
    await service.removeMember(bob, id, eve);
    await expect(service.delete(bob, id)).rejects.toMatchObject(forbidden);
    expect(await service.show(ada, id)).toMatchObject({ name: "Difference Engines" });

    await service.delete(ada, id);
    await expect(service.show(ada, id)).rejects.toMatchObject({ code: "organisations.unknown" });
    expect(await db.select().from(tables.members)).toEqual([]);
  });

  test("an admin neither makes owners nor touches them", async () => {
    await join(bob, "admin");
    await join(eve, "member");
    const forbidden = { code: "organisations.forbidden" };
    await expect(service.setMemberRole(bob, id, bob, "owner")).rejects.toMatchObject(forbidden);
    await expect(service.setMemberRole(bob, id, eve, "owner")).rejects.toMatchObject(forbidden);
    await expect(service.setMemberRole(bob, id, ada, "member")).rejects.toMatchObject(forbidden);
    await expect(service.removeMember(bob, id, ada)).rejects.toMatchObject(forbidden);
    expect(await rolesThere()).toEqual({ ada: "owner", bob: "admin", eve: "member" });
  });

  test("the last owner cannot go, be taken out or step down", async () => {
    await join(bob, "admin");
    const last = { code: "organisations.last-owner" };
    await expect(service.leave(ada, id)).rejects.toMatchObject(last);
    await expect(service.removeMember(ada, id, ada)).rejects.toMatchObject(last);
    await expect(service.setMemberRole(ada, id, ada, "admin")).rejects.toMatchObject(last);
    await service.setMemberRole(ada, id, bob, "owner");
    await service.leave(ada, id);
    expect(await service.list(ada)).toEqual([]);
    expect(await service.list(bob)).toMatchObject([{ role: "owner" }]);
  });

  test("of two owners who leave at once, one stays", async () => {
    await join(bob, "owner");
    const left = await Promise.allSettled([service.leave(ada, id), service.leave(bob, id)]);
    expect(left.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.select().from(tables.members)).toMatchObject([{ role: "owner" }]);
  });

  test("nobody is in more organisations than one may be, two at once or not", async () => {
    for (let made = 1; made < MAX_ORGANISATIONS_PER_USER - 1; made += 1)
      await service.create(ada, `Number ${made}`);
    const both = await Promise.allSettled([service.create(ada, "Last"), service.create(ada, "Too many")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(service.create(ada, "More")).rejects.toMatchObject({ code: "organisations.limit" });
    expect(await service.list(ada)).toHaveLength(MAX_ORGANISATIONS_PER_USER);
  });

  test("an organisation that is full takes nobody in, and the invitation stays", async () => {
    const { id: invitation } = await invitations.invite(ada, id, "eve@example.com", "member");
    for (let more = 1; more < MAX_MEMBERS_PER_ORGANISATION; more += 1) {
      await join(await createUser(`number-${more}@example.com`), "member");
    }
    await expect(invitations.accept(eve, invitation)).rejects.toMatchObject({ code: "organisations.limit" });
    expect(await db.select().from(tables.invitations)).toHaveLength(1);
  });
});
