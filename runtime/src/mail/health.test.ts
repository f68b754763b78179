import { expect, test } from "vitest";
import { createTestHealth } from "../testing/index.ts";
import { createMailHealth, type MailHealthOptions } from "./health.ts";
import type { SendingReport } from "./report.ts";

const nothing: SendingReport = { lastSuccessAt: null, lastFailure: null };

async function examined(
  kind: "smtp" | "outbox" | "none",
  options: Partial<MailHealthOptions> & { sending?: SendingReport } = {},
) {
  const { sending = nothing, probe = async () => ({}), outbox = { count: async () => 1 } } = options;
  const transport = { kind, place: "host:587", send: async () => {}, verify: async () => {}, close() {} };
  const group = createMailHealth({ mail: { transport, report: async () => sending }, outbox, probe });
  const { ready, tree } = await createTestHealth({ groups: [group] }).report();
  expect(ready).toBe(true);
  const nodes = tree.children[0]?.children ?? [];
  return nodes.map(({ name, status, message, metadata }) => [`${name} ${status}: ${message}`, metadata]);
}

test("a server that takes messages", async () => {
  expect(await examined("smtp")).toEqual([
    ["server healthy: host:587 accepts messages.", { transport: "smtp", place: "host:587" }],
    ["sending healthy: No messages sent yet.", {}],
  ]);
});

test("a server that does not, and one that is still being asked", async () => {
  const fault = {
    code: "mail.credentials",
    message: "The mail server does not accept the user or the password.",
  };
  const [[unwell]] = (await examined("smtp", { probe: async () => ({ fault }) })) as [string[]];
  expect(unwell).toBe(`server unhealthy: ${fault.message}`);
  const [[asked]] = (await examined("smtp", { probe: async () => undefined })) as [string[]];
  expect(asked).toBe("server info: host:587 is being checked.");
});

test("the outbox is no fault, and tells how many are in it", async () => {
  expect((await examined("outbox"))[0]).toEqual([
    "outbox info: MAIL_URL is not set, so nothing is sent: One message is in the outbox.",
    { transport: "outbox", count: 1 },
  ]);
});

test("nothing to send by is a fault", async () => {
  expect((await examined("none"))[0]?.[0]).toMatch(/^server unhealthy: MAIL_URL is not set/);
});

test("a failure is a warning until a message was sent again; whom it was to is not told", async () => {
  const lastFailure = { at: "2026-01-02T00:00:00.000Z", code: "mail.refused" };
  const failed = { lastSuccessAt: "2026-01-01T00:00:00.000Z", lastFailure };
  expect((await examined("smtp", { sending: failed }))[1]).toEqual([
    "sending warning: The last attempt failed: mail.refused.",
    { lastSuccessAt: failed.lastSuccessAt, lastFailureAt: lastFailure.at, code: "mail.refused" },
  ]);
  const again = { lastSuccessAt: "2026-01-03T00:00:00.000Z", lastFailure };
  expect((await examined("smtp", { sending: again }))[1]?.[0]).toBe(
    "sending healthy: The last message was sent.",
  );
});
