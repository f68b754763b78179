import type { MailPiece } from "@aegis-stack/runtime/mail";
import { describe, expect, test } from "vitest";
import { defineMail } from "#app/services/mail/define-mail.ts";

const HOSTILE = `<script>alert("1")</script> & <img src=x onerror='alert(2)'>`;

const note = defineMail<{ subject: string; body: MailPiece[] }>({
  subject: ({ subject }) => subject,
  body: ({ body }) => body,
});

const made = (body: MailPiece[], subject = "Hello") => note("ada@example.com", { subject, body });

test("text and HTML say the same", () => {
  const url = "https://example.com/a?b=1&c=2";
  const body = [{ paragraph: "Hello Ada" }, { action: "Go on", url }, { code: "123-456" }, { note: "Small" }];
  const { to, subject, text, html } = made(body);
  expect({ to, subject }).toEqual({ to: "ada@example.com", subject: "Hello" });
  expect(text).toBe(`Hello Ada\n\nGo on:\n${url}\n\n123-456\n\nSmall\n`);
  for (const shown of ["Hello Ada", ">Go on</a>", "123-456", "Small"]) expect(html).toContain(shown);
  expect(html).toContain('href="https://example.com/a?b=1&#38;c=2"');
});

test("whatever fills a gap is text in HTML", () => {
  const body = [{ paragraph: HOSTILE }, { action: HOSTILE, url: `https://example.com/"><b>` }];
  const { html, text } = made([...body, { code: HOSTILE }, { note: HOSTILE }], HOSTILE);
  expect(html.match(/<(script|img|b)\b/g)).toBeNull();
  expect(html).toContain("&#60;script&#62;alert(&#34;1&#34;)");
  expect(text).toContain(HOSTILE);
});

test("line breaks of a paragraph stay", () => {
  expect(made([{ paragraph: "one\ntwo" }]).html).toContain("one<br>\ntwo");
});

test("the HTML brings nothing along and runs nothing", () => {
  const { html } = made([{ paragraph: "Hello" }]);
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  expect(html.match(/<(script|link|style|img)\b|url\(/g)).toBeNull();
});

test.each(["javascript:alert(1)", "data:text/html,hello", "/relative", "mailto:a@b.c", ""])(
  "an action must not lead to %j",
  (url) => {
    expect(() => made([{ action: "Go", url }])).toThrow(
      expect.objectContaining({ code: "mail.invalid-link" }),
    );
  },
);

describe("what could become a header is refused", () => {
  const refusal = expect.objectContaining({ code: "mail.invalid-message", category: "invalid" });
  const body = [{ paragraph: "Hello" }];

  test.each([
    "Hi\r\nBcc: eve@example.com",
    "Hi\nX: y",
    "Hi\rX",
    "Hi\0",
    "Hi\u2028there",
    "Hi\u0085there",
    "",
  ])("subject %j", (subject) => {
    expect(() => made(body, subject)).toThrow(refusal);
  });

  test.each([
    "ada@example.com\r\nBcc: eve@example.com",
    "ada@example.com\n",
    "ada@example.com, eve@example.com",
    "Ada <ada@example.com>",
    '"ada eve"@example.com',
    "ada@example.com>",
    "ada@exa mple.com",
    "ada",
    "",
    `ada@${"e".repeat(300)}.com`,
  ])("address %j", (to) => {
    expect(() => note(to, { subject: "Hello", body })).toThrow(refusal);
  });

  test("and what was given is not part of the answer", () => {
    let details: unknown;
    try {
      note("eve\r\n@example.com", { subject: "Hello\r\nBcc: mallory@example.com", body });
    } catch (error) {
      details = error;
    }
    expect(JSON.stringify(details)).not.toMatch(/eve|mallory/);
    expect(details).toMatchObject({
      details: [
        expect.stringMatching(/^to: must be an address/),
        "subject: must be one line, without control characters",
      ],
    });
  });
});

test("256 kB is enough, in bytes", () => {
  expect(() => made([{ paragraph: "ä".repeat(60_000) }])).not.toThrow();
  expect(() => made([{ paragraph: "ä".repeat(70_000) }])).toThrow(
    expect.objectContaining({ code: "mail.invalid-message" }),
  );
});
