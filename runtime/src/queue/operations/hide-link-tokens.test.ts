import { expect, test } from "vitest";
import { hideLinkTokens } from "./hide-link-tokens.ts";

test("a link's token is not shown, however deep it lies and whatever stands around it", () => {
  const link = "https://app.example/reset-password?token=aB3-_x.y~z%20";
  const html = `<a href="${link.replace("?token", "?a=1&#38;b&token")}">`;
  const shown = hideLinkTokens({ to: "ada@example.com", text: `Open:\n${link}\n`, parts: [{ html }] });
  expect(shown).toEqual({
    to: "ada@example.com",
    text: "Open:\nhttps://app.example/reset-password?token=[hidden]\n",
    parts: [{ html: '<a href="https://app.example/reset-password?a=1&#38;b&token=[hidden]">' }],
  });
});

test.each([{ text: "a", count: 1 }, "text", 7, null, undefined, []])("%j stays as it is", (payload) => {
  expect(hideLinkTokens(payload)).toBe(payload);
});
