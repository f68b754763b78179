import { existsSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { newMailId } from "../../mail/index.ts";
import { createTestOutbox, findMailLink } from "./test-outbox.ts";

async function testOutbox() {
  const outbox = await createTestOutbox();
  onTestFinished(() => outbox.remove());
  return outbox;
}

/** @param at milliseconds since 1970 */
const letter = (at: number, to: string, text = "It has arrived.") => ({
  id: newMailId(at),
  message: { to, subject: "Hello", text, html: "<p>It has arrived.</p>" },
});

test("lists the messages to one address, newest first", async () => {
  const { outbox, list } = await testOutbox();
  for (const [at, to] of [
    [1, "ada@example.com"],
    [2, "bob@example.com"],
    [3, "ada@example.com"],
  ] as const)
    await outbox.put(letter(at, to), "shop@example.com");
  const times = (await list("ada@example.com")).map(({ sentAt }) => Date.parse(sentAt));
  expect(times).toEqual([3, 1]);
  expect(await list("cleo@example.com")).toEqual([]);
});

test("waits for as many messages as a test expects, and returns the newest", async () => {
  const { outbox, waitForMail } = await testOutbox();
  await outbox.put(letter(1, "ada@example.com", "first"), "shop@example.com");
  expect(await waitForMail("ada@example.com")).toMatchObject({ text: "first" });
  const second = waitForMail("ada@example.com", { count: 2 });
  await outbox.put(letter(2, "ada@example.com", "second"), "shop@example.com");
  expect(await second).toMatchObject({ text: "second", from: "shop@example.com" });
});

test("says how many messages have arrived when the time is up", async () => {
  const { outbox, waitForMail } = await testOutbox();
  await outbox.put(letter(1, "ada@example.com"), "shop@example.com");
  await expect(waitForMail("ada@example.com", { count: 2, timeoutMs: 0 })).rejects.toThrow(
    "1 of 2 messages to ada@example.com",
  );
});

test("leaves nothing behind", async () => {
  const { folder, outbox, remove } = await createTestOutbox();
  await outbox.put(letter(1, "ada@example.com"), "shop@example.com");
  await remove();
  expect(existsSync(folder)).toBe(false);
});

test("finds the link of a message, whole", () => {
  const link = findMailLink({ text: "Confirm:\nhttp://localhost:8000/verify?token=a%2Bb&next=%2F\nBye." });
  expect(link.pathname + link.search).toBe("/verify?token=a%2Bb&next=%2F");
  expect(link.searchParams.get("token")).toBe("a+b");
  expect(() => findMailLink({ text: "Nothing to open." })).toThrow("no link: Nothing to open.");
});
