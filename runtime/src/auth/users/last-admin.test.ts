import { expect, test } from "vitest";
import { describeOnEachDatabase } from "../fresh-auth.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  const admin = (name: string) => ({ name, email: `${name}@example.com`, role: "admin" as const });

  test("the last admin can neither be made something else nor be deactivated, and nothing has changed then", async () => {
    const { users, audit } = await freshAuth();
    const { id } = await users.create(admin("ada"));
    const refusal = { code: "users.last-admin" };
    await expect(users.setRole(id, "user")).rejects.toMatchObject(refusal);
    await expect(users.deactivate(id)).rejects.toMatchObject(refusal);
    expect(await users.show(id)).toMatchObject({ role: "admin", deactivatedAt: null });
    expect((await audit.list()).entries).toEqual([]);
  });

  test("a deactivated admin looks after nobody, and is no reason to let the last one go", async () => {
    const { users } = await freshAuth();
    const [ada, bob] = [await users.create(admin("ada")), await users.create(admin("bob"))];
    await users.deactivate(bob.id);
    await expect(users.deactivate(ada.id)).rejects.toMatchObject({ code: "users.last-admin" });
    // An account that is not active may be changed freely.
    expect(await users.setRole(bob.id, "user")).toMatchObject({ role: "user" });
    await users.reactivate(bob.id);
    expect(await users.admins()).toBe(1);
  });

  test("however many admins take each other's role away at once, one is left", async () => {
    const { users } = await freshAuth();
    const names = ["ada", "bob", "cleo", "dan", "eve", "fred"];
    const made = await Promise.all(names.map((name) => users.create(admin(name))));
    const taken = made.map(({ id }, index) =>
      index % 2 === 0 ? users.setRole(id, "user") : users.deactivate(id),
    );
    const outcomes = await Promise.allSettled(taken);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(names.length - 1);
    const [refused] = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "users.last-admin" });
    expect(await users.admins()).toBe(1);
  });
});
