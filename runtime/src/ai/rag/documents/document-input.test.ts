import { expect, test } from "vitest";
import { type DocumentInput, readDocumentInput } from "./document-input.ts";

const read = (input: Partial<DocumentInput>) =>
  readDocumentInput({ owner: "user:1", title: "Title", mediaType: "text/plain", text: "Text", ...input });

test.each([
  ["a mark of byte order", "\ufeffText", "Text"],
  ["line breaks of Windows and of old systems", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ["control characters", "a\u0000b\u001b[31mc\td", "ab[31mc\td"],
  ["halves of characters", "a\ud83d b", "a\ufffd b"],
  ["directions of writing and invisible tags", "a\u202eb\u{e0041}\u{e0042}c", "abc"],
  ["what is no ASCII", "Grüße 日本 🙂", "Grüße 日本 🙂"],
])("%s in a text are read as every database stores them", async (_label, text, expected) => {
  expect((await read({ text })).text).toBe(expected);
});

test("title and source are lines", async () => {
  expect(await read({ title: " a\n b ", source: "x\u0000y.md" })).toMatchObject({
    title: "a b",
    source: "xy.md",
  });
  expect(await read({ source: " " })).toMatchObject({ source: null });
});

test.each([
  ["no owner", { owner: "" }],
  ["too long an owner", { owner: "x".repeat(151) }],
  ["no title", { title: " \u0000" }],
  ["too long a title", { title: "x".repeat(201) }],
  ["too long a source", { source: "x".repeat(501) }],
  ["too long a text", { text: "x".repeat(1_000_001) }],
  ["no text", { text: "" }],
  ["a text of nothing visible", { text: "\ufeff \n\u0000" }],
  [
    "a page of scripts alone",
    { mediaType: "text/html", text: "<script>alert(1)</script><style>a{}</style>" },
  ],
] as const)("a document with %s is refused", async (_label, input) => {
  await expect(read(input)).rejects.toMatchObject({ code: "ai.invalid-document", category: "invalid" });
});
