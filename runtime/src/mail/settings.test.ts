import { describe, expect, test } from "vitest";
import {
  baseSettings,
  checkSettings,
  describeSettings,
  type Role,
  UNATTENDED_ROLES,
} from "../settings/index.ts";
import { readMailServer } from "./mail-server.ts";
import { readMailbox } from "./mailbox.ts";
import { mailSettings } from "./settings.ts";

const shape = { ...baseSettings, ...mailSettings };

describe("MAIL_URL", () => {
  test.each([
    ["smtp://mail.example.com", { host: "mail.example.com", port: 587, implicitTls: false, tls: undefined }],
    ["smtps://mail.example.com/", { port: 465, implicitTls: true }],
    ["smtp://127.0.0.1:25?tls=optional", { host: "127.0.0.1", port: 25, tls: "optional" }],
    ["smtp://[::1]:2525?tls=required", { host: "::1", port: 2525, tls: "required" }],
    ["smtp://us%40er:p%3Ass@h", { credentials: { user: "us@er", password: "p:ss" } }],
    ["smtp://host", { credentials: undefined }],
  ])("%s", (url, expected) => {
    expect(readMailServer(url)).toMatchObject(expected);
  });

  test.each([
    "mail.example.com",
    "http://mail.example.com",
    "smtp://",
    "smtp://host/folder",
    "smtp://host#part",
    "smtp://host?tls=maybe",
    "smtp://host?tls=optional&tls=required",
    "smtp://host?rejectUnauthorized=false",
    "smtps://host?tls=optional",
    "smtp://user@host",
    "smtp://:password@host",
    "smtp://user:%zz@host",
    "smtp://user:pass%0D%0Aword@host",
    "smtp://ho st",
  ])("%s is none", (url) => {
    expect(readMailServer(url)).toBeUndefined();
  });

  test("is a secret: neither a fault nor a description shows it", () => {
    const url = "smtp://shop:top-secret-word@host/wrong";
    const { faults } = checkSettings(shape, "web", { MAIL_URL: url });
    expect(faults).toEqual([expect.stringMatching(/^MAIL_URL: must be .*, got \d+ characters\.$/)]);
    const described = describeSettings(shape, "web", {
      environment: { MAIL_URL: "smtp://shop:top-secret-word@host" },
      file: { names: new Set(), faults: [] },
    });
    expect(JSON.stringify(described)).not.toContain("top-secret-word");
  });
});

describe("MAIL_FROM", () => {
  test.each([
    ["no-reply@example.com", { name: "", address: "no-reply@example.com" }],
    ["Example Shop <no-reply@example.com>", { name: "Example Shop", address: "no-reply@example.com" }],
    ["<shop@localhost>", { name: "", address: "shop@localhost" }],
  ])("%s", (text, expected) => {
    expect(readMailbox(text)).toEqual(expected);
  });

  test.each([
    "Example",
    "a@b, c@d",
    "Example <a@b> <c@d>",
    "Example\r\nBcc: <a@b>",
    "<a@b\n>",
    "a b@c",
    `${"a".repeat(300)}@b`,
  ])("%j is none", (text) => {
    expect(readMailbox(text)).toBeUndefined();
  });
});

describe("production", () => {
  const faultsOf = (role: Role, environment = {}) =>
    checkSettings(shape, role, { NODE_ENV: "production", ...environment }).faults.filter((fault) =>
      fault.startsWith("MAIL"),
    );

  test.each(UNATTENDED_ROLES)("as %s does not start without a server and a sender", (role) => {
    expect(faultsOf(role)).toEqual([
      expect.stringMatching(/^MAIL_URL: must be set in production/),
      expect.stringMatching(/^MAIL_FROM: must be set in production/),
    ]);
    expect(faultsOf(role, { MAIL_URL: "smtp://host", MAIL_FROM: "a@example.com" })).toEqual([]);
  });

  test("lets a command do what needs no mail", () => {
    expect(faultsOf("cli")).toEqual([]);
  });
});
