import { PassThrough } from "node:stream";
import { expect, test, vi } from "vitest";
import { createLiveRegion, wrapLines } from "./live-region.ts";
import { createMarkdownWriter } from "./markdown-writer.ts";
import { collectOutput } from "./output.fixture.ts";
import { createScreen } from "./screen.fixture.ts";
import { createPlainWriter } from "./text-writer.ts";

const COLUMNS = 40;
const ROWS = 8;

/** Lets a test see the screen while a text is written to it. */
function startScreen() {
  const screen = createScreen(COLUMNS, ROWS);
  const terminal = Object.assign(new PassThrough(), { columns: COLUMNS, rows: ROWS });
  // What is printed and what moves the cursor reach a terminal in this order.
  vi.spyOn(terminal, "write").mockImplementation((piece) => {
    process.stdout.write(String(piece));
    return true;
  });
  const output = collectOutput();
  let seen = 0;
  return {
    terminal,
    get text() {
      screen.write(output.text.slice(seen));
      seen = output.text.length;
      return screen.text;
    },
  };
}

test("the open block is shown as it grows, and is replaced when it is finished", () => {
  const screen = startScreen();
  const writer = createMarkdownWriter(screen.terminal);
  writer.add("Some **bo");
  expect(screen.text).toBe("Some **bo");
  writer.add("ld** words");
  expect(screen.text).toBe("Some **bold** words");
  writer.add("\n\n- one\n- tw");
  expect(screen.text).toBe("Some bold words\n\n- one\n- tw");
  writer.add("o");
  writer.end();
  expect(screen.text).toBe("Some bold words\n\n• one\n• two");
});

test.each([1, 5, 64])("in pieces of %i characters the screen ends as it does with the whole text", (size) => {
  const quote = `> ${"quoted ".repeat(3)}\n`.repeat(ROWS * 2);
  const text = ["# Title", quote, "```\ncode\n```", "1. 一二三四五六七八九十\n2. two"].join("\n\n");
  const [whole, pieces] = [text.length, size].map((length) => {
    const screen = startScreen();
    const writer = createMarkdownWriter(screen.terminal);
    for (let from = 0; from < text.length; from += length) writer.add(text.slice(from, from + length));
    writer.end();
    return screen.text;
  });
  expect(whole).toContain("    code\n\n1. 一二三");
  expect(pieces).toBe(whole);
});

test("of a block that is higher than the terminal its end is shown", () => {
  const screen = startScreen();
  const region = createLiveRegion(screen.terminal);
  const lines = Array.from({ length: 30 }, (_line, index) => `line ${index}`);
  for (let count = 1; count <= lines.length; count++) region.show(lines.slice(0, count).join("\n"));
  expect(screen.text).toBe(lines.slice(-(ROWS - 2)).join("\n"));
  region.clear();
  expect(screen.text).toBe("");
});

test("lines are broken before the terminal would break them", () => {
  expect(wrapLines("abcdef\tg", 4)).toEqual(["abcd", "ef  ", "g"]);
  expect(wrapLines("一二三", 4)).toEqual(["一二", "三"]);
  expect(wrapLines("\u001b[2J", 10)).toEqual(["\\x1b[2J"]);
});

test("no sequence of the text reaches the terminal, in whatever pieces it comes", () => {
  const attack = "x\u001b]52;c;eA==\u0007 \u001b[2J\u009b31m \u202eevil\r\n\n- y\u001b[31m";
  const output = collectOutput();
  const writer = createPlainWriter();
  for (const character of attack) writer.add(character);
  writer.end();
  expect(output.text).toBe("x\\x1b]52;c;eA==\\x07 \\x1b[2J\\x9b31m \\u202eevil\n\n- y\\x1b[31m\n");
});

test("no sequence of a block that grows reaches the terminal", () => {
  const screen = startScreen();
  const writer = createMarkdownWriter(screen.terminal);
  // The screen throws for every sequence but those of the live region.
  for (const character of "x\u001b]8;;y\u0007 \u001b[31m\rz") writer.add(character);
  expect(screen.text).toBe("x\\x1b]8;;y\\x07 \\x1b[31m\nz");
});

test("a plain text is passed on as it is, and its last line is ended", () => {
  const output = collectOutput();
  const writer = createPlainWriter();
  writer.add("**a**\r");
  writer.add("\n\ud83c");
  writer.add("\udf89");
  writer.end();
  expect(output.text).toBe("**a**\n🎉\n");
});
