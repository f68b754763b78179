import { expect, test } from "vitest";
import { createTestAccounts } from "../accounts.fixture.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { loadAiCommand, runAndRead } from "./run-command.fixture.ts";

/** An application with the accounts of ada and bob, and what runs its command `ai`. */
async function prepare() {
  const { database, auth, createUser } = await createTestAccounts();
  const [ada, bob] = [await createUser("ada"), await createUser("bob")];
  const loaded = await loadAiCommand(createFreshAi({ database, auth }));

  /** @returns what is printed with `--json` */
  const run = async (...words: readonly string[]): Promise<unknown> =>
    JSON.parse(await runAndRead(loaded, [...words, "--json"]));

  return { auth, ada, bob, run };
}

test("--user runs a command for that account alone: conversations and usage of users are apart", async () => {
  const { ada, bob, run } = await prepare();
  const asked = await run("ask", "Good", "morning", "--user", ada.email);
  const { conversation } = asked as { conversation: string };
  expect(await run("conversations", "--user", "ADA@example.com")).toMatchObject([{ id: conversation }]);
  expect(await run("conversations", "--user", bob.email)).toEqual([]);
  expect(await run("conversations")).toEqual([]);
  await expect(
    run("ask", "Hello", "--conversation", conversation, "--user", bob.email),
  ).rejects.toMatchObject({ code: "ai.unknown-conversation" });
  await expect(run("ask", "Hello", "--conversation", conversation)).rejects.toMatchObject({
    code: "ai.unknown-conversation",
  });
  const usage = [{ model: "development:application", requests: 1, failed: 0, cancelled: 0 }];
  expect(await run("usage", "--user", ada.email)).toMatchObject({ usage });
  expect(await run("usage", "--user", bob.email)).toMatchObject({ usage: [] });
  // Without an account it is the report of an operator.
  expect(await run("usage")).toMatchObject({ usage });
});

test("an address without an account, and one whose account is deactivated, are refused", async () => {
  const { auth, ada, run } = await prepare();
  await run("ask", "Hello", "--user", ada.email);
  await auth.users.deactivate(ada.id);
  for (const address of [ada.email, "eve@example.com"])
    for (const words of [["ask", "Hello"], ["conversations"], ["approvals", "list"], ["usage"]])
      await expect(run(...words, "--user", address), words.join(" ")).rejects.toMatchObject({
        code: "ai.unknown-user",
        message: `No active account has the address ${address}.`,
      });
  await expect(run("mcp", "token", "--user", ada.email)).rejects.toMatchObject({ code: "ai.mcp-account" });
  await auth.users.reactivate(ada.id);
  expect(await run("conversations", "--user", ada.email)).toHaveLength(1);
  expect(await run("mcp", "token", "--user", ada.email, "--scope", "write")).toMatchObject({
    setting: expect.stringMatching(`^MCP_TOKEN=write:${ada.id}:sha256:[0-9a-f]{64}$`),
  });
});
