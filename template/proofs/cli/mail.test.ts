import { createTestOutbox } from "@aegis-stack/runtime/testing";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../mail/test-server.ts";
import { runCli } from "./run-cli.ts";

async function ownOutbox() {
  const { folder, remove } = await createTestOutbox();
  onTestFinished(remove);
  return { MAIL_OUTBOX: folder };
}

// Four commands one after the other, each a process of its own.
test("a test message goes into the outbox, is listed and shown", async () => {
  const environment = await ownOutbox();
  const cli = (...words: string[]) => runCli(["ops", "mail", ...words], environment);
  expect((await cli("outbox")).stdout).toContain("The outbox is empty");
  const { id } = JSON.parse((await cli("test", "ada@example.com", "--json")).stdout);
  expect(JSON.parse((await cli("outbox", "--json")).stdout)).toMatchObject([{ id, to: "ada@example.com" }]);
  const { stdout, exitCode } = await cli("show", id);
  expect(exitCode).toBe(0);
  const [from, to, subject] = stdout.split("\n");
  expect(from).toBe("From     my-app@localhost");
  expect(to).toBe("To       ada@example.com");
  expect(subject).toBe("Subject  Test message from my-app");
});

test("with a server the message is sent at once, and the command ends", async () => {
  const { port, arrived } = await startServer();
  const { stdout, exitCode } = await runCli(["ops", "mail", "test", "ada@example.com"], {
    MAIL_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "Shop <shop@example.com>",
  });
  expect({ exitCode, stdout }).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("has taken the message"),
  });
  expect(arrived).toMatchObject([{ from: "shop@example.com", to: ["ada@example.com"] }]);
});

test.each([
  [["test", "ada@example.com"], { MAIL_URL: "smtp://127.0.0.1:1" }, "mail.unreachable"],
  [["test", "ada@example.com\r\nBcc: eve@example.com"], {}, "mail.invalid-message"],
  [["show", "../../package"], {}, "mail.unknown"],
  [["outbox"], { MAIL_URL: "http://127.0.0.1" }, "settings.invalid"],
])("%j ends with 1 and %o says why", async (words, environment, code) => {
  const { exitCode, stdout } = await runCli(["ops", "mail", ...words, "--json"], {
    ...(await ownOutbox()),
    ...environment,
  });
  expect({ exitCode, response: JSON.parse(stdout) }).toMatchObject({
    exitCode: 1,
    response: { error: { code } },
  });
});

test("a command in production without a server says that nothing was sent", async () => {
  const { exitCode, stderr } = await runCli(["ops", "mail", "test", "ada@example.com"], {
    NODE_ENV: "production",
    MAIL_URL: "",
    ...(await ownOutbox()),
  });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("[mail.not-configured]"),
  });
});
