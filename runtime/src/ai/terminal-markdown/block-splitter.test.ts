import { expect, test } from "vitest";
import { createBlockSplitter } from "./block-splitter.ts";

const TEXT = [
  "# Title",
  "A paragraph\nof two lines.",
  "- one\n\n- two\n  more",
  "```ts\nconst a = 1;\n\nconst b = 2;\n```",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "The end. 🎉",
].join("\n\n");

function split(text: string, size: number): string[] {
  const splitter = createBlockSplitter();
  const blocks: string[] = [];
  for (let from = 0; from < text.length; from += size)
    blocks.push(...splitter.add(text.slice(from, from + size)));
  return [...blocks, ...splitter.end()];
}

test.each([1, 2, 3, 7, 50, 1_000])("pieces of %i characters have the same blocks as the whole", (size) => {
  const blocks = split(TEXT, size);
  expect(blocks.map((block) => block.trim())).toEqual(split(TEXT, TEXT.length).map((block) => block.trim()));
  expect(blocks).toHaveLength(6);
  expect(blocks.at(-1)).toBe("The end. 🎉");
});

test("a list and code stay open until something else follows", () => {
  const splitter = createBlockSplitter();
  expect(splitter.add("- one\n\n- two\n\n")).toEqual([]);
  expect(splitter.add("```\na\n\nb\n")).toEqual(["- one\n\n- two"]);
  expect(splitter.open).toBe("```\na\n\nb\n");
});

test("line breaks of other systems are one line break, also when a piece ends between their halves", () => {
  expect(split("one\r\n\r\ntwo\rthree", 1)).toEqual(["one", "two\nthree"]);
});

test("code without an end is finished in parts, each of which is code", () => {
  const line = "x".repeat(99);
  const splitter = createBlockSplitter();
  const blocks = splitter.add("```ts\n");
  const parts = [...blocks];
  for (let count = 0; count < 1_000; count++) parts.push(...splitter.add(`${line}\n`));
  parts.push(...splitter.end());
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part.startsWith("```ts\n")).toBe(true);
  expect(parts.join("").split(line)).toHaveLength(1_001);
});
