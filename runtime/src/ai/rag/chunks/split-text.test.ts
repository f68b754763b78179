import { expect, test } from "vitest";
import { splitText } from "./split-text.ts";

const MAX_CHARACTERS = 1_200;

const textsOf = (text: string, isMarkdown = false) => splitText(text, isMarkdown).map((chunk) => chunk.text);

/** A text of numbered words, in which each place is recognised. */
const createWords = (count: number, separator = " ") =>
  Array.from({ length: count }, (_, index) => `word${index}`).join(separator);

const createCharacters = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index)).join("");

test.each([
  ["nothing", ""],
  ["spaces alone", " \n\t \n "],
])("%s has no chunk", (_label, text) => {
  expect(splitText(text, true)).toEqual([]);
  expect(splitText(text, false)).toEqual([]);
});

test("a short text is one chunk", () => {
  expect(splitText("  One sentence.\n", false)).toEqual([{ heading: "", text: "One sentence." }]);
});

test.each([
  ["words", createWords(3_000)],
  ["lines", createWords(3_000, "\n")],
  ["paragraphs", createWords(3_000, "\n\n")],
  ["sentences", createWords(3_000, ". ")],
  ["no whitespace at all", createWords(3_000, "-")],
  ["characters beyond 16 bits", createCharacters(0x20000, 5_000)],
  ["one odd character before those", `a${createCharacters(0x20000, 5_000)}`],
  ["Chinese sentences", createCharacters(0x4e00, 9_000).replace(/.{30}/g, "$&。")],
])("%s are split without a loss, each chunk with the end of the one before", (_label, text) => {
  const chunks = textsOf(text);
  expect(chunks.length).toBeGreaterThan(3);
  for (const chunk of chunks) {
    expect(chunk.length).toBeLessThanOrEqual(MAX_CHARACTERS);
    expect(chunk.isWellFormed()).toBe(true);
  }
  let end = 0;
  for (const [index, chunk] of chunks.entries()) {
    const found = text.indexOf(chunk, index === 0 ? 0 : Math.max(0, end - 160));
    expect(found).toBeGreaterThanOrEqual(0);
    expect(text.slice(end, Math.max(end, found)).trim()).toBe("");
    end = found + chunk.length;
  }
  expect(text.slice(end).trim()).toBe("");
  expect(textsOf(text)).toEqual(chunks);
});

test("a chunk ends with a paragraph where one ends in its second half", () => {
  const paragraph = `${"a".repeat(400)}\n\n${"b".repeat(400)}\n\n`;
  expect(textsOf(`${paragraph}${"c ".repeat(400)}`)[0]).toBe(`${"a".repeat(400)}\n\n${"b".repeat(400)}`);
});

test("Markdown is split at its headings, and each chunk names those it stands below", () => {
  const text = "Before.\n\n# Orders\nSent.\n## Returns ##\nFree.\n### Late\nNo.\n# Moon\n## Weather\nDry.";
  expect(splitText(text, true)).toEqual([
    { heading: "", text: "Before." },
    { heading: "Orders", text: "Sent." },
    { heading: "Orders > Returns", text: "Free." },
    { heading: "Orders > Returns > Late", text: "No." },
    { heading: "Moon > Weather", text: "Dry." },
  ]);
});

test.each(["```", "~~~", "````"])("what looks like a heading in a block of %s is none", (fence) => {
  const text = `# One\n${fence}sh\n# a comment\n${fence}\nAfter.`;
  expect(splitText(text, true)).toEqual([
    { heading: "One", text: `${fence}sh\n# a comment\n${fence}\nAfter.` },
  ]);
});

test("a text of headings alone is searched as it is", () => {
  expect(splitText("# One\n## Two", true)).toEqual([{ heading: "", text: "# One\n## Two" }]);
});

test("a heading of any length is cut, and is read in no time", () => {
  const [chunk] = splitText(`# a${" ".repeat(500_000)}b #\nText.`, true);
  expect(chunk).toEqual({ heading: "a", text: "Text." });
  const [long] = splitText(`# ${"🙂".repeat(5_000)}\nText.`, true);
  expect(long?.heading.length).toBeLessThanOrEqual(200);
  expect(long?.heading.isWellFormed()).toBe(true);
});
