import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newMailId } from "./message.ts";
import { MailOutbox } from "./outbox.ts";
import { testMail } from "./test-message.fixture.ts";

async function emptyOutbox(kept?: number) {
  const root = await mkdtemp(join(tmpdir(), "outbox-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return new MailOutbox(join(root, "outbox"), kept);
}

/** @param at milliseconds since 1970 */
const letter = (at: number, to = "ada@example.com") => ({
  id: newMailId(at),
  message: testMail(to, { sentAt: new Date(at) }),
});

test("nothing was sent yet", async () => {
  const outbox = await emptyOutbox();
  expect([await outbox.list(), await outbox.count()]).toEqual([[], 0]);
});

test("what was put in is there, newest first, for the owner's eyes alone", async () => {
  const outbox = await emptyOutbox();
  const [first, second] = [letter(1_700_000_000_000), letter(1_700_000_000_001, "bob@example.com")];
  await outbox.put(second, "shop@example.com");
  await outbox.put(first, "shop@example.com");
  expect(await outbox.list()).toEqual([
    { id: second.id, sentAt: "2023-11-14T22:13:20.001Z", from: "shop@example.com", ...second.message },
    { id: first.id, sentAt: "2023-11-14T22:13:20.000Z", from: "shop@example.com", ...first.message },
  ]);
  expect(await outbox.show(first.id)).toMatchObject({ to: "ada@example.com" });
  const modes = await Promise.all(
    [outbox.folder, join(outbox.folder, `${first.id}.json`)].map(
      async (path) => (await stat(path)).mode & 0o777,
    ),
  );
  expect(modes).toEqual([0o700, 0o600]);
});

test("the same letter again takes the place of the first", async () => {
  const outbox = await emptyOutbox();
  const one = letter(1);
  await outbox.put(one, "a@example.com");
  await outbox.put(one, "b@example.com");
  expect(await outbox.list()).toMatchObject([{ id: one.id, from: "b@example.com" }]);
});

test("the newest are kept, and drafts as old as the rest go with it", async () => {
  const outbox = await emptyOutbox(3);
  await mkdir(outbox.folder, { recursive: true });
  const abandoned = join(outbox.folder, `${newMailId(1)}.draft`);
  const notOurs = join(outbox.folder, "0-notes.txt");
  await writeFile(abandoned, "{");
  await writeFile(notOurs, "mine");
  for (let at = 10; at < 16; at++) await outbox.put(letter(at), "a@example.com");
  expect((await outbox.list()).map(({ id }) => Number(id.slice(0, 13)))).toEqual([15, 14, 13]);
  expect((await readdir(outbox.folder)).sort()[0]).toBe("0-notes.txt");
  expect(await readdir(outbox.folder)).toHaveLength(4);
  expect(await readFile(notOurs, "utf8")).toBe("mine");
});

test("many at once: no reader sees half a message, and none is lost", async () => {
  const outbox = await emptyOutbox();
  const letters = Array.from({ length: 40 }, (_, at) => letter(at));
  let isOver = false;
  let looks = 0;
  const looking = (async () => {
    while (!isOver) {
      const seen = await outbox.list();
      expect(seen.length).toBe(new Set(seen.map(({ id }) => id)).size);
      for (const { html } of seen) expect(html).toContain("</html>");
      looks += 1;
    }
  })();
  await Promise.all(letters.map((one) => outbox.put(one, "a@example.com")));
  isOver = true;
  await looking;
  expect(looks).toBeGreaterThan(0);
  expect(await outbox.count()).toBe(40);
});

test.each(["../secret", "..%2fsecret", "a".repeat(30), "", "0000000000001-0123456789abcdef"])(
  "%j leads nowhere",
  async (id) => {
    const outbox = await emptyOutbox();
    await outbox.put(letter(1), "a@example.com");
    await writeFile(join(outbox.folder, "../secret.json"), JSON.stringify(await outbox.list()));
    await expect(outbox.show(id)).rejects.toMatchObject({ code: "mail.unknown", category: "not-found" });
  },
);

test("a file that is no message is passed over", async () => {
  const outbox = await emptyOutbox();
  await outbox.put(letter(1), "a@example.com");
  await writeFile(join(outbox.folder, `${newMailId(2)}.json`), "{ half");
  await writeFile(join(outbox.folder, `${newMailId(3)}.json`), "{}");
  expect(await outbox.list()).toHaveLength(1);
});
