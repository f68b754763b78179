import { expect, test } from "vitest";
import { escapeControls, escapeJson, escapeLine } from "./index.ts";

const HOSTILE = "a\u001b[2J\u001b]0;title\u0007\u009b31m\r\b\u202eb\u2066c\u2028d\u007f";
const SHOWN = "a\\x1b[2J\\x1b]0;title\\x07\\x9b31m\\r\\x08\\u202eb\\u2066c\\u2028d\\x7f";

test("what a terminal would obey is shown instead", () => {
  expect(escapeControls(HOSTILE)).toBe(SHOWN);
  expect(escapeLine(HOSTILE)).toBe(SHOWN);
});

test("lines and tabs stay where there may be several lines, and nowhere else", () => {
  expect(escapeControls("one\r\ntwo\n\tthree\rfour")).toBe("one\ntwo\n\tthree\\rfour");
  expect(escapeLine("one\r\ntwo\n\tthree")).toBe("one\\r\\ntwo\\n\\tthree");
});

test("letters of all languages and signs stay", () => {
  const text = "Zürich 東京 👩‍🚀 שלום";
  expect(escapeControls(text)).toBe(text);
});

test("JSON stays the same value", () => {
  const json = escapeJson(JSON.stringify({ [HOSTILE]: HOSTILE }, null, 2));
  expect(JSON.parse(json)).toEqual({ [HOSTILE]: HOSTILE });
  expect(json.replaceAll("\n", "")).toMatch(/^[\x20-\x7e]+$/);
});
