import { pino } from "pino";
import { expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import type { DeliverMail } from "./delivery.ts";
import { createMemoryMailLedger } from "./ledger.ts";
import { MailService } from "./mail-service.ts";
import type { MailLetter } from "./message.ts";
import { testMail } from "./test-message.fixture.ts";
import type { MailTransport } from "./transport.ts";

const message = testMail("ada@example.com", { sentAt: new Date(0) });

const atOnce: DeliverMail = async (letter, send) => {
  await send(letter);
  return { id: letter.id, outcome: "sent" };
};

/** A service that sends by `send`, with what it has logged and a clock that stands still. */
function serviceThat(send: MailTransport["send"], deliver = atOnce) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let isClosed = false;
  const transport: MailTransport = {
    kind: "smtp",
    place: "host:587",
    send,
    verify: async () => {},
    close: () => {
      isClosed = true;
    },
  };
  const ledger = createMemoryMailLedger();
  const mail = new MailService({ transport, ledger, log, deliver, now: () => 1_700_000_000_000 });
  return { mail, lines, isClosed: () => isClosed };
}

const refused = new AppError({
  code: "mail.refused",
  category: "invalid",
  message: "Refused.",
  hint: "",
  details: ["550 no such mailbox"],
});

test("a message is sent under an id, and that is kept", async () => {
  const sent: MailLetter[] = [];
  const { mail, lines } = serviceThat(async (letter) => void sent.push(letter));
  const { id, outcome } = await mail.deliver(message);
  expect(outcome).toBe("sent");
  expect(sent).toEqual([{ id, message }]);
  expect(await mail.report()).toEqual({ lastSuccessAt: "2023-11-14T22:13:20.000Z", lastFailure: null });
  expect(lines).toMatchObject([{ msg: "a message was sent", mail: id }]);
});

test("a failure is thrown, logged and kept, and neither the address nor the text is in the log", async () => {
  const { mail, lines } = serviceThat(() => Promise.reject(refused));
  await expect(mail.deliver(message)).rejects.toBe(refused);
  expect(await mail.report()).toEqual({
    lastSuccessAt: null,
    lastFailure: { at: "2023-11-14T22:13:20.000Z", code: "mail.refused" },
  });
  expect(lines).toMatchObject([
    { level: 50, msg: "a message was not sent", code: "mail.refused", response: "550 no such mailbox" },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/ada@|Test message/);
});

test("what is no message is refused before anybody is asked to send it", async () => {
  let attempts = 0;
  const { mail } = serviceThat(async () => void attempts++);
  const forged = { ...message, subject: "Hello\r\nBcc: eve@example.com" };
  await expect(mail.deliver(forged)).rejects.toMatchObject({ code: "mail.invalid-message" });
  expect(attempts).toBe(0);
});

test("at the end it waits for what is under way, and then lets go", async () => {
  const gate = Promise.withResolvers<void>();
  const { mail, isClosed } = serviceThat(() => gate.promise);
  const delivery = mail.deliver(message);
  const closing = mail.close(new AbortController().signal);
  expect(isClosed()).toBe(false);
  gate.resolve();
  await closing;
  expect(isClosed()).toBe(true);
  expect((await delivery).outcome).toBe("sent");
});

test("no longer than it may", async () => {
  const { mail, isClosed } = serviceThat(() => new Promise(() => {}));
  void mail.deliver(message);
  await mail.close(AbortSignal.abort());
  expect(isClosed()).toBe(true);
});
