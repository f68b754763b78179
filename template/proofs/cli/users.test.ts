import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "#app/core/database.fixture.ts";
import { runCli } from "./run-cli.ts";

const ADA = "ada@example.com";

/** Runs commands on accounts of the test's own. */
async function onOwnAccounts() {
  const { url, drop } = await createTestDatabase();
  onTestFinished(drop);
  return (words: string) => runCli(words.split(" "), { DATABASE_URL: url });
}

test("an account is made, found, given a role, closed and opened again, and all of it is kept", async () => {
  const run = await onOwnAccounts();
  const said = async (words: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stderr }, words).toEqual({ exitCode: 0, stderr: "" });
    return stdout;
  };
  expect(await said("ops users list")).toContain("There is no such account.");
  const made = await said(`ops users create ${ADA} --name Ada`);
  expect(made).toContain(`${ADA} is user, active.`);
  expect(made).toMatch(/^http.*\/reset-password\?token=\S{20,}$/m);
  expect(JSON.parse(await said("ops users list --search ada --json"))).toMatchObject({
    users: [{ email: ADA, name: "Ada", role: "user", deactivatedAt: null }],
    total: 1,
  });
  expect(await said(`ops users set-role ${ADA} admin`)).toContain(`${ADA} is admin, active.`);
  await said("ops users create root@example.com --role admin");
  expect(await said(`ops users sessions ${ADA}`)).toContain("There are no sessions.");
  expect(await said(`ops users revoke ${ADA} --all`)).toContain("There was none.");
  expect(await said(`ops users deactivate ${ADA}`)).toContain(`${ADA} is admin, deactivated.`);
  expect(await said(`ops users reactivate ${ADA}`)).toContain(`${ADA} is admin, active.`);
  expect(JSON.parse(await said(`ops users reset-password ${ADA} --link --json`)).link).toContain("token=");

  const trail = await said("ops audit list");
  for (const action of ["users create", "users set-role", "users deactivate", "users reset-password"])
    expect(trail).toContain(action);
  expect(trail).toContain(`${ADA}: user to admin`);
  // Once, although a command and a service know of it.
  expect(trail.match(/users set-role/g)).toHaveLength(1);
  expect(trail).not.toContain("token=");
});

test("what changes the database is kept, whatever it is called, and what only looks is not", async () => {
  const run = await onOwnAccounts();
  for (const words of [
    "db migrate",
    "db seed",
    "db status",
    "ops users clean",
    "ops users list",
    "ops users revoke nobody --all",
  ])
    await run(words);
  const { stdout } = await run("ops audit list --json");
  const { entries }: { entries: { action: string; outcome: string }[] } = JSON.parse(stdout);
  expect(entries.map(({ action, outcome }) => `${action}: ${outcome}`)).toEqual([
    "users revoke: failed",
    "users clean: done",
    "db seed: done",
    "db migrate: done",
  ]);
});

test.each([
  ["ops users set-role nobody@example.com admin", "There is no account with this id or e-mail address."],
  ["ops users set-role nobody@example.com king", "Give one of user"],
  ["ops users create no-address", "e-mail"],
  [`ops users create ${ADA} --password`, "No password was given."],
  [`ops users revoke ${ADA}`, "Give its id, or --all for every one."],
  ["ops users list --limit 0", "Give a whole number up to 9999."],
  ["ops audit list --limit all", "Give a whole number up to 9999."],
])("%s is told what is wrong with it", async (words, sentence) => {
  const { exitCode, stderr } = await (await onOwnAccounts())(words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(sentence) });
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("the last admin stays one, and an address is given once", async () => {
  const run = await onOwnAccounts();
  await run(`ops users create ${ADA} --role admin`);
  for (const words of [`ops users set-role ${ADA} user`, `ops users deactivate ${ADA}`])
    expect((await run(words)).stderr).toContain("[users.last-admin]");
  expect((await run(`ops users create ${ADA.toUpperCase()}`)).stderr).toContain("[users.taken]");
});
