import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { PortableDb } from "../../database/index.ts";
import type { MailMessage } from "../../mail/index.ts";
import type { InvitationsService } from "./invitations-service.ts";
import { INVITATION_TTL_MS, MAX_INVITATIONS_PER_DAY } from "./limits.ts";
import { createTestOrganisations, TEST_ENGINES, type TestRole } from "./organisations.fixture.ts";
import type { OrganisationsService } from "./organisations-service.ts";
import type { SqliteOrganisationTables } from "./sqlite-tables.ts";

describe.each(TEST_ENGINES)("$engine", (engine) => {
  let db: PortableDb;
  let tables: SqliteOrganisationTables;
  let clock: number;
  let sent: MailMessage[];
  let organisations: OrganisationsService<TestRole>;
  let service: InvitationsService<TestRole>;
  let createUser: (email: string, emailVerified?: boolean) => Promise<string>;
  let ada: string;
  let bob: string;
  let eve: string;
  let id: string;

  beforeEach(async () => {
    clock = Date.parse("2026-06-01T12:00:00Z");
    ({
      db,
      tables,
      sent,
      organisations,
      invitations: service,
      createUser,
    } = await createTestOrganisations(engine, () => clock));
    ada = await createUser("ada@example.com");
    bob = await createUser("bob@example.com");
    eve = await createUser("eve@example.com");
    ({ id } = await organisations.create(ada, "Win a prize at https://evil.example"));
  });

  const unknown = { code: "organisations.unknown-invitation", category: "not-found" };
  const invite = async (email = "bob@example.com") => (await service.invite(ada, id, email, "member")).id;

  test("an invitation is mailed with its link, and contains nothing that a user entered", async () => {
    const invitation = await invite();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: "bob@example.com" });
    for (const text of [sent[0]?.text, sent[0]?.html]) {
      expect(text).toContain(`https://app.example/invitations/${invitation}`);
      expect(text).toContain("ada@example.com");
      expect(text).not.toContain("prize");
    }
  });

  test("whoever was invited sees it, joins by it once, and is what they were invited as", async () => {
    const { id: invitation } = await service.invite(ada, id, "bob@example.com", "admin");
    expect(await service.listFor(bob)).toMatchObject([{ id: invitation, invitedBy: "ada", role: "admin" }]);
    expect(await service.show(bob, invitation)).toMatchObject({ organisation: { id } });
    expect(await service.accept(bob, invitation)).toBe(id);
    expect(await organisations.requireMembership(bob, id)).toMatchObject({ role: "admin" });
    await expect(service.accept(bob, invitation)).rejects.toMatchObject(unknown);
    expect((await organisations.show(ada, id)).invitations).toEqual([]);
  });

  test("the link alone is worth nothing: it is for the invited address, and for one that was confirmed", async () => {
    const invitation = await invite("new@example.com");
    const other = await createUser("new@example.com", false);
    for (const user of [eve, other]) {
      await expect(service.show(user, invitation)).rejects.toMatchObject(unknown);
      await expect(service.accept(user, invitation)).rejects.toMatchObject(unknown);
      await expect(service.decline(user, invitation)).rejects.toMatchObject(unknown);
      expect(await service.listFor(user)).toEqual([]);
    }
    expect(await db.select().from(tables.members)).toHaveLength(1);
  });

  describe("an invitation ends with what let its sender send it", () => {
    let invitation: string;
    let asOwner: string;

    beforeEach(async () => {
      await service.accept(bob, (await service.invite(ada, id, "bob@example.com", "owner")).id);
      invitation = (await service.invite(bob, id, "eve@example.com", "admin")).id;
      await createUser("new@example.com");
      asOwner = (await service.invite(bob, id, "new@example.com", "owner")).id;
    });

    const isOver = async () => {
      await expect(service.show(eve, invitation)).rejects.toMatchObject(unknown);
      await expect(service.accept(eve, invitation)).rejects.toMatchObject(unknown);
      expect(await service.listFor(eve)).toEqual([]);
      expect((await organisations.show(ada, id)).invitations).toEqual([]);
    };

    test("the sender was removed", async () => {
      await organisations.removeMember(ada, id, bob);
      await isOver();
    });

    test("the sender has left", async () => {
      await organisations.leave(bob, id);
      await isOver();
    });

    test("the sender is a member only, and stays one for this when they are promoted again", async () => {
      await organisations.setMemberRole(ada, id, bob, "member");
      await isOver();
      await organisations.setMemberRole(ada, id, bob, "owner");
      await isOver();
    });

    test("an owner who is an admin now keeps what admins may send, and nothing else", async () => {
      await organisations.setMemberRole(ada, id, bob, "admin");
      expect((await organisations.show(ada, id)).invitations.map((one) => one.id)).toEqual([invitation]);
      expect(asOwner).not.toBe(invitation);
      expect(await service.accept(eve, invitation)).toBe(id);
    });

    test("the sender's account was deactivated, while it is", async () => {
      await db
        .update(tables.users)
        .set({ deactivatedAt: new Date(clock) })
        .where(eq(tables.users.id, bob));
      await isOver();
      await db.update(tables.users).set({ deactivatedAt: null }).where(eq(tables.users.id, bob));
      expect(await service.accept(eve, invitation)).toBe(id);
    });

    test("the sender's account is gone", async () => {
      await db.delete(tables.users).where(eq(tables.users.id, bob));
      await isOver();
    });

    test("the sender's membership was removed by other code", async () => {
      await db.delete(tables.members).where(eq(tables.members.userId, bob));
      await isOver();
    });

    test("who was removed while an invitation is accepted brings nobody in", async () => {
      const both = await Promise.allSettled([
        organisations.removeMember(ada, id, bob),
        service.accept(eve, invitation),
      ]);
      const joined = both[1]?.status === "fulfilled";
      const there = (await organisations.show(ada, id)).members.some(({ userId }) => userId === eve);
      expect(there).toBe(joined);
      if (!joined) await isOver();
    });
  });

  test("it is good for seven days", async () => {
    const invitation = await invite();
    clock += INVITATION_TTL_MS - 1;
    expect(await service.show(bob, invitation)).toMatchObject({ id: invitation });
    clock += 1;
    await expect(service.accept(bob, invitation)).rejects.toMatchObject(unknown);
    expect(await service.listFor(bob)).toEqual([]);
    expect((await organisations.show(ada, id)).invitations).toEqual([]);
  });

  test("declined or taken back it is gone", async () => {
    const first = await invite();
    await service.decline(bob, first);
    await expect(service.accept(bob, first)).rejects.toMatchObject(unknown);
    const second = await invite();
    await service.revoke(ada, id, second);
    await expect(service.accept(bob, second)).rejects.toMatchObject(unknown);
  });

  test("invited again, the invitation before it is gone", async () => {
    const first = await invite();
    const second = await invite();
    await expect(service.accept(bob, first)).rejects.toMatchObject(unknown);
    expect(await service.accept(bob, second)).toBe(id);
    await expect(service.invite(ada, id, "bob@example.com", "member")).rejects.toMatchObject({
      code: "organisations.already-member",
    });
  });

  test("accepted twice at once, there is one member more", async () => {
    const invitation = await invite();
    const both = await Promise.allSettled([service.accept(bob, invitation), service.accept(bob, invitation)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.select().from(tables.members)).toHaveLength(2);
  });

  test("admins invite, but owners only owners do; members and strangers do not", async () => {
    await service.accept(bob, await invite());
    const inviteAs = (userId: string, role: "member" | "owner") =>
      service.invite(userId, id, "new@example.com", role);
    await expect(inviteAs(bob, "member")).rejects.toMatchObject({ code: "organisations.forbidden" });
    await expect(inviteAs(eve, "member")).rejects.toMatchObject({ code: "organisations.unknown" });
    await organisations.setMemberRole(ada, id, bob, "admin");
    await expect(inviteAs(bob, "owner")).rejects.toMatchObject({ code: "organisations.forbidden" });
    const { id: owner } = await inviteAs(ada, "owner");
    // Neither taken back nor replaced by who could not have sent it.
    await expect(service.revoke(bob, id, owner)).rejects.toMatchObject({ code: "organisations.forbidden" });
    await expect(inviteAs(bob, "member")).rejects.toMatchObject({ code: "organisations.forbidden" });
    expect(await db.select().from(tables.invitations)).toMatchObject([{ id: owner, role: "owner" }]);
  });

  test("an invitation of another organisation cannot be taken back", async () => {
    const invitation = await invite();
    const own = await organisations.create(eve, "Evil");
    await expect(service.revoke(eve, id, invitation)).rejects.toMatchObject({
      code: "organisations.unknown",
    });
    await expect(service.revoke(eve, own.id, invitation)).rejects.toMatchObject(unknown);
    expect(await service.show(bob, invitation)).toMatchObject({ id: invitation });
  });

  test("nobody sends more than so many in a day, not by deleting what they were for", async () => {
    for (let count = 0; count < MAX_INVITATIONS_PER_DAY; count += 1)
      await invite(`number-${count}@example.com`);
    await organisations.delete(ada, id);
    ({ id } = await organisations.create(ada, "Again"));
    await expect(invite()).rejects.toMatchObject({
      code: "organisations.too-many-invitations",
      category: "limited",
    });
    expect(sent).toHaveLength(MAX_INVITATIONS_PER_DAY);
    clock += 24 * 60 * 60_000;
    await invite();
  });
});
