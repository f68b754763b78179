import { expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import { createDirectDelivery } from "./delivery.ts";
import { newMailId } from "./message.ts";
import { testMail } from "./test-message.fixture.ts";

const letter = { id: newMailId(1), message: testMail("ada@example.com", { sentAt: new Date(0) }) };

const fault = (code: string) =>
  new AppError({ code, category: "unavailable", message: "It failed.", hint: "" });

/** Fails with one code an attempt, and then succeeds. */
function failing(...codes: string[]) {
  const attempts: string[] = [];
  return {
    attempts,
    async send({ id }: { id: string }) {
      attempts.push(id);
      const code = codes[attempts.length - 1];
      if (code !== undefined) throw fault(code);
    },
  };
}

const quick = createDirectDelivery({ waits: [0, 0] });

test.each([
  [[], 1],
  [["mail.deferred"], 2],
  [["mail.unreachable", "mail.no-answer"], 3],
])("after %j it is sent", async (codes, attempts) => {
  const server = failing(...codes);
  expect(await quick(letter, server.send)).toEqual({ id: letter.id, outcome: "sent" });
  expect(server.attempts).toEqual(Array(attempts).fill(letter.id));
});

test("three attempts, then the caller hears of the last failure", async () => {
  const server = failing("mail.deferred", "mail.deferred", "mail.unreachable", "mail.deferred");
  await expect(quick(letter, server.send)).rejects.toMatchObject({ code: "mail.unreachable" });
  expect(server.attempts).toHaveLength(3);
});

test.each(["mail.refused", "mail.credentials", "mail.insecure", "mail.not-configured"])(
  "%s would be the same a moment later",
  async (code) => {
    const server = failing(code);
    await expect(quick(letter, server.send)).rejects.toMatchObject({ code });
    expect(server.attempts).toHaveLength(1);
  },
);

test("a bug is no reason to try again", async () => {
  let attempts = 0;
  const broken = async () => {
    attempts += 1;
    throw new TypeError("a bug");
  };
  await expect(quick(letter, broken)).rejects.toThrow("a bug");
  expect(attempts).toBe(1);
});

test("when the time is up, the attempt under way is given up and no other is made", async () => {
  let attempts = 0;
  const hanging = (_letter: unknown, signal?: AbortSignal) => {
    attempts += 1;
    return new Promise<void>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(fault("mail.no-answer")));
    });
  };
  await expect(createDirectDelivery({ waits: [0, 0], limit: 20 })(letter, hanging)).rejects.toMatchObject({
    code: "mail.no-answer",
  });
  expect(attempts).toBe(1);
});
