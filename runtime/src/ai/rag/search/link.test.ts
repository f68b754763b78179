import { expect, test } from "vitest";
import { findLink, formatCitation } from "./link.ts";

const page = (id: string) => `/documents/${id}`;

test.each([
  ["https://shop.example/a b", "https://shop.example/a%20b"],
  ["http://shop.example", "http://shop.example/"],
  ["javascript:alert(1)", "/documents/1"],
  ["data:text/html,x", "/documents/1"],
  ["file:///etc/passwd", "/documents/1"],
  ["guide.md", "/documents/1"],
  [null, "/documents/1"],
])("the link of %s is %s", (source, expected) => {
  expect(findLink(source, "1", page)).toBe(expected);
});

test("a document without an address of any kind has no link", () => {
  expect(findLink("guide.md", "1", undefined)).toBeNull();
  expect(formatCitation("Guide", null)).toBe("Guide");
});

test("neither a title nor an address ends its citation", () => {
  const title = "A](https://evil.example) ![x](y) <b> `c`";
  expect(formatCitation(title, "https://a.example/(x)")).toBe(
    "[A\\]\\(https://evil.example\\) \\!\\[x\\]\\(y\\) \\<b\\> \\`c\\`](https://a.example/%28x%29)",
  );
});
