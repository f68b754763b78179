import { describe, expect, onTestFinished, test } from "vitest";
import { createCertificate } from "./certificate.fixture.ts";
import type { MailServer } from "./mail-server.ts";
import { newMailId } from "./message.ts";
import { createSmtpTransport, type SmtpOptions } from "./smtp-transport.ts";
import { defineMail } from "./test-message.fixture.ts";
import { smtpReply, startGate, startLine, startServer } from "./test-server.fixture.ts";
import type { MailTransport } from "./transport.ts";

const certificate = await createCertificate();
const unknownCertificate = await createCertificate();
const expiredCertificate = await createCertificate(new Date("2021-01-01"));

/** Long enough for a busy machine where an answer comes, and short where none does. */
const SHORT_TIMEOUTS = { connection: 10_000, greeting: 10_000, socket: 200 };

function transportTo(port: number, server: Partial<MailServer> = {}, options: Partial<SmtpOptions> = {}) {
  const transport: MailTransport = createSmtpTransport({
    server: {
      host: "127.0.0.1",
      port,
      implicitTls: false,
      tls: undefined,
      credentials: undefined,
      ...server,
    },
    from: { name: "Example, the shop", address: "no-reply@example.com" },
    requireTls: false,
    authorities: [certificate.cert],
    ...options,
  });
  onTestFinished(() => transport.close());
  return transport;
}

const greeting = defineMail<{ name: string }>({
  subject: ({ name }) => `Hello ${name}`,
  body: ({ name }) => [{ paragraph: `Dear ${name}, welcome. Ärger & Öl.` }],
});

const letter = (to = "ada@example.com") => ({
  id: newMailId(1_700_000_000_000),
  message: greeting(to, { name: "Ada" }),
});

/** What a failed attempt is known by. */
const codeOf = (attempt: Promise<void>) =>
  attempt.then(
    () => "sent",
    ({ code }) => code,
  );

test("a message arrives with both its bodies, its sender and an id of its own", async () => {
  const { port, arrived } = await startServer();
  const sent = letter();
  await transportTo(port).send(sent);
  expect(arrived).toMatchObject([{ from: "no-reply@example.com", to: ["ada@example.com"], secure: false }]);
  const raw = arrived[0]?.raw ?? "";
  expect(raw).toContain('From: "Example, the shop" <no-reply@example.com>\r\n');
  expect(raw).toContain("To: ada@example.com\r\n");
  expect(raw).toContain("Subject: Hello Ada\r\n");
  expect(raw).toContain(`Message-ID: <${sent.id}@example.com>\r\n`);
  expect(raw).toContain("Auto-Submitted: auto-generated\r\n");
  expect(raw).toContain("Content-Type: text/plain; charset=utf-8\r\n");
  expect(raw).toContain("Content-Type: text/html; charset=utf-8\r\n");
  expect(raw).toContain("=C3=84rger & =C3=96l.");
});

test("a connection is used again, and let go at the end", async () => {
  const { port, arrived, connections } = await startServer();
  const transport = transportTo(port);
  await transport.send(letter());
  await transport.send(letter("bob@example.com"));
  expect({ messages: arrived.length, connections: connections() }).toEqual({ messages: 2, connections: 1 });
});

describe("encrypted", () => {
  test("by STARTTLS, with user and password", async () => {
    const { port, arrived } = await startServer({ ...certificate, authOptional: false });
    const credentials = { user: "shop", password: "p@ss word" };
    await transportTo(port, { credentials }, { requireTls: true }).send(letter());
    expect(arrived).toMatchObject([{ secure: true, user: "shop" }]);
  });

  test("from the first byte", async () => {
    const { port, arrived } = await startServer({ ...certificate, secure: true });
    await transportTo(port, { implicitTls: true }, { requireTls: true }).send(letter());
    expect(arrived).toMatchObject([{ secure: true }]);
  });

  test("or not at all where it must be, unless it was said to be optional", async () => {
    const { port, arrived } = await startServer();
    const required = { requireTls: true };
    expect(await codeOf(transportTo(port, {}, required).send(letter()))).toBe("mail.insecure");
    expect(await codeOf(transportTo(port, { tls: "required" }).send(letter()))).toBe("mail.insecure");
    expect(arrived).toEqual([]);
    expect(await codeOf(transportTo(port, { tls: "optional" }, required).send(letter()))).toBe("sent");
  });

  test.each([
    ["of an unknown authority", unknownCertificate, certificate.cert, "127.0.0.1"],
    ["that has expired", expiredCertificate, expiredCertificate.cert, "127.0.0.1"],
    ["for another name", certificate, certificate.cert, "localhost"],
  ])("a certificate %s is no certificate", async (_, served, trusted, host) => {
    const options = { authorities: [trusted] };
    const encrypted = await startServer({ ...served, secure: true });
    const upgraded = await startServer(served);
    expect(
      await codeOf(transportTo(encrypted.port, { host, implicitTls: true }, options).send(letter())),
    ).toBe("mail.insecure");
    expect(await codeOf(transportTo(upgraded.port, { host }, options).send(letter()))).toBe("mail.insecure");
    expect([...encrypted.arrived, ...upgraded.arrived]).toEqual([]);
  });
});

describe("refused", () => {
  test("a password, without a word of it", async () => {
    const { port } = await startServer({
      ...certificate,
      onAuth: (_auth, _session, done) => done(smtpReply(535, "5.7.8 wrong")),
    });
    const credentials = { user: "shop", password: "not the password" };
    const failure = await transportTo(port, { credentials })
      .send(letter())
      .catch((error) => error);
    expect(failure).toMatchObject({ code: "mail.credentials", category: "unavailable" });
    expect(JSON.stringify([failure, failure.message, failure.cause])).not.toContain("not the password");
  });

  test.each([
    [550, "mail.refused"],
    [553, "mail.refused"],
    [421, "mail.deferred"],
    [450, "mail.deferred"],
    [452, "mail.deferred"],
    [530, "mail.credentials"],
  ])("an address with %i is %s, and the answer is told without it", async (status, code) => {
    const { port } = await startServer({
      onRcptTo: ({ address }, _session, done) => done(smtpReply(status, `<${address}> not here`)),
    });
    const failure = await transportTo(port)
      .send(letter())
      .catch((error) => error);
    expect(failure).toMatchObject({ code, details: [expect.stringContaining(`${status} `)] });
    expect(JSON.stringify([failure, failure.message])).not.toContain("ada@");
  });

  test.each([
    [554, "mail.refused"],
    [451, "mail.deferred"],
  ])("the message itself with %i", async (status, code) => {
    const { port } = await startServer({
      onData(stream, _session, done) {
        stream.resume().on("end", () => done(smtpReply(status, "no")));
      },
    });
    expect(await codeOf(transportTo(port).send(letter()))).toBe(code);
  });

  test("a connection, for the moment", async () => {
    const { port } = await startServer({ onConnect: (_session, done) => done(smtpReply(421, "too busy")) });
    expect(await codeOf(transportTo(port).send(letter()))).toBe("mail.deferred");
  });
});

describe("away", () => {
  test("no server listens", async () => {
    expect(await codeOf(transportTo(1).send(letter()))).toBe("mail.unreachable");
  });

  test("a server that never greets is given up", async () => {
    const port = await startLine(() => {});
    const timeouts = { ...SHORT_TIMEOUTS, greeting: 100 };
    expect(await codeOf(transportTo(port, {}, { timeouts }).send(letter()))).toBe("mail.no-answer");
  });

  test("one that falls silent is given up", async () => {
    const port = await startLine((socket) => socket.write("220 here\r\n"));
    expect(await codeOf(transportTo(port, {}, { timeouts: SHORT_TIMEOUTS }).send(letter()))).toBe(
      "mail.no-answer",
    );
  });

  test("a connection that is dropped in the middle of the message", async () => {
    const port = await startLine((socket) => {
      socket.write("220 here\r\n");
      let isData = false;
      socket.on("data", (chunk) => {
        if (isData) socket.destroy();
        else if (/^DATA/im.test(chunk.toString())) {
          isData = true;
          socket.write("354 go on\r\n");
        } else socket.write("250 fine\r\n");
      });
    });
    expect(await codeOf(transportTo(port).send(letter()))).toBe("mail.unreachable");
  });

  test("a server that is back takes the next message, by the same transport", async () => {
    const { port, arrived } = await startServer();
    const gate = await startGate(port);
    const transport = transportTo(gate.port);
    expect(await codeOf(transport.send(letter()))).toBe("mail.unreachable");
    await gate.turnedAway(1);
    gate.open();
    expect(await codeOf(transport.send(letter()))).toBe("sent");
    expect(arrived).toHaveLength(1);
  });

  test("who gives up does not wait", async () => {
    const port = await startLine(() => {});
    const giveUp = new AbortController();
    const attempt = codeOf(transportTo(port).send(letter(), giveUp.signal));
    giveUp.abort();
    expect(await attempt).toBe("mail.no-answer");
  });
});

test("verify tells whether a message would be taken, without one", async () => {
  const { port, arrived } = await startServer();
  await transportTo(port).verify();
  expect(arrived).toEqual([]);
  expect(await codeOf(transportTo(1).verify())).toBe("mail.unreachable");
});
