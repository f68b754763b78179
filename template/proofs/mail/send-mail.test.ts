import {
  createSharedMailLedger,
  createSmtpTransport,
  MailService,
  newMailId,
} from "@aegis-stack/runtime/mail";
import { createMemoryQueueEngine } from "@aegis-stack/runtime/queue";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { sendingBy } from "#app/components/worker/tasks/send-mail.ts";
import { sendMail as contract } from "#app/services/mail/send-mail-task.ts";
import { testMail } from "#app/services/mail/test-mail.ts";
import { trial } from "../worker/trial.ts";
import { createSmtpError, startGate } from "./gate.ts";
import { startServer } from "./test-server.ts";

/** The application's contract, in a hurry. */
const hasty = { ...contract, queue: "test", backoff: { initial: 1, max: 5 } };

/** A worker that sends to a port, and a service that leaves its messages to it. */
async function workerTo(port: number) {
  const engine = createMemoryQueueEngine();
  const transport = createSmtpTransport({
    server: { host: "127.0.0.1", port, implicitTls: false, tls: undefined, credentials: undefined },
    from: { name: "", address: "shop@example.com" },
    requireTls: false,
  });
  onTestFinished(() => transport.close());
  const ids: string[] = [];
  const mail: MailService = new MailService({
    transport,
    ledger: createSharedMailLedger({
      write: (texts) => engine.writeEntries(texts),
      read: () => engine.readEntries(),
    }),
    log: pino({ level: "silent" }),
    async deliver(letter) {
      ids.push((await enqueue(hasty, letter)).taskId);
      return { id: letter.id, outcome: "queued" };
    },
  });
  const { enqueue, reached } = await trial({ engine, handlers: [sendingBy(mail, hasty)] });
  return { mail, engine, ended: () => reached(ids[0] ?? "", "completed", "failed") };
}

const message = testMail("ada@example.com", { sentAt: new Date(0) });

test("the server is away and comes back: the message arrives once, as it was written", async () => {
  const { port, arrived } = await startServer();
  const gate = await startGate(port);
  const { mail, ended } = await workerTo(gate.port);
  const { id, outcome } = await mail.deliver(message);
  expect(outcome).toBe("queued");
  await gate.turnedAway(2);
  gate.open();
  expect((await ended()).attemptsMade).toBeGreaterThan(2);
  expect((await mail.report()).lastFailure).toMatchObject({ code: "mail.unreachable" });
  expect(arrived).toMatchObject([{ to: ["ada@example.com"] }]);
  expect(arrived[0]?.raw).toContain(`Message-ID: <${id}@example.com>`);
  expect((await mail.report()).lastSuccessAt).not.toBeNull();
});

test("what the server does not take now is tried again", async () => {
  let attempts = 0;
  const { port, arrived } = await startServer({
    onRcptTo(_address, _session, done) {
      attempts += 1;
      done(attempts < 4 ? createSmtpError(451, "later") : null);
    },
  });
  const { mail, ended } = await workerTo(port);
  await mail.deliver(message);
  expect((await ended()).attemptsMade).toBe(4);
  expect(arrived).toHaveLength(1);
});

test("what it refuses for good is not, and the failure is stored without the address", async () => {
  let attempts = 0;
  const { port } = await startServer({
    onRcptTo({ address }, _session, done) {
      attempts += 1;
      done(createSmtpError(550, `<${address}> unknown`));
    },
  });
  const { mail, ended } = await workerTo(port);
  await mail.deliver(message);
  const { error, stacks } = await ended();
  expect(error).toBe("The mail server rejects the message permanently (550).");
  expect(JSON.stringify(stacks)).not.toContain("ada@");
  expect(attempts).toBe(1);
  expect((await mail.report()).lastFailure).toMatchObject({ code: "mail.refused" });
});

test("the contract takes a message without an id, as an operator enqueues it, and nothing that is none", () => {
  expect(contract.payload.parse({ message })).toMatchObject({
    id: expect.stringMatching(/^\d{13}-[0-9a-f]{16}$/),
  });
  const forged = { id: newMailId(1), message: { ...message, to: "a@b.c\r\nBcc: d@e.f" } };
  expect(contract.payload.safeParse(forged).success).toBe(false);
});

test("attempts go on for hours", () => {
  const { attempts, backoff } = contract;
  const waits = Array.from({ length: attempts - 1 }, (_, index) =>
    Math.min(backoff.max, backoff.initial * 2 ** index),
  );
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(3);
});
