import { expect, test } from "vitest";
import { print } from "../../terminal/index.ts";
import { collectOutput } from "./output.fixture.ts";
import { renderMarkdown, splitBlocks } from "./render-markdown.ts";

/** What a terminal receives of a text. */
function show(text: string, isColoured = false): string {
  const output = collectOutput({ isColoured });
  print(renderMarkdown(text));
  return output.text.slice(0, -1);
}

test("headings, emphasis and code have styles on a terminal with colours", () => {
  expect(show("# Orders\n\nA **bold** and *slanted* `call()` and ~~gone~~", true)).toBe(
    "\u001b[1m# Orders\u001b[22m\n\nA \u001b[1mbold\u001b[22m and \u001b[3mslanted\u001b[23m \u001b[36mcall()\u001b[39m and \u001b[9mgone\u001b[29m",
  );
});

test("without colours the text alone remains", () => {
  expect(show("## Orders\n\nA **bold** `call()`\\\nand a line")).toBe(
    "## Orders\n\nA bold call()\nand a line",
  );
});

test("lists keep their numbers, their nesting and their boxes", () => {
  expect(show("3. three\n4. four\n   - nested\n   - [x] done\n   - [ ] open")).toBe(
    "3. three\n4. four\n   • nested\n   • [x] done\n   • [ ] open",
  );
});

test("code is shown as it is, and nothing within it is Markdown", () => {
  expect(show("```ts\nconst a = **b**;\n\n&amp;\n```")).toBe("    const a = **b**;\n    \n    &amp;");
});

test("quotes, rules and tables are drawn with characters", () => {
  expect(show("> quoted\n> lines")).toBe("│ quoted\n│ lines");
  expect(show("***")).toBe("─".repeat(40));
  expect(show("| Name | Count |\n|---|---:|\n| *pens* | 12 |\n| ink | 3 |")).toBe(
    "Name  Count\npens  12\nink   3",
  );
});

test("entities are decoded outside of code", () => {
  expect(show("1 &lt; 2 &amp; 3 &gt; 2")).toBe("1 < 2 & 3 > 2");
});

test("a link shows the address that it leads to, whatever its label says", () => {
  expect(show("[https://bank.example](https://evil.example/login)")).toBe(
    "https://bank.example (https://evil.example/login)",
  );
  expect(show("<https://shop.example/a>, www.shop.example and help@shop.example")).toBe(
    "https://shop.example/a, www.shop.example (http://www.shop.example) and help@shop.example",
  );
  expect(show("[read][1]\n\n[1]: https://evil.example/x")).toContain("https://evil.example/x");
  expect(show("[run](javascript:alert(1))")).toBe("run (javascript:alert(1))");
});

test("an image is named with its address and is not loaded", () => {
  expect(show("![A chart](https://evil.example/?secret=1)")).toBe("A chart (https://evil.example/?secret=1)");
  expect(show("![](https://evil.example/?secret=1)")).toBe("image (https://evil.example/?secret=1)");
});

test("HTML is shown as its source", () => {
  expect(show('<img src="https://evil.example/">\n')).toBe('<img src="https://evil.example/">');
  expect(show("a <b>bold</b> word")).toBe("a <b>bold</b> word");
});

const ATTACKS: readonly (readonly [name: string, text: string])[] = [
  ["a colour", "\u001b[31mred"],
  ["clearing the screen", "\u001b[2J\u001b[H"],
  ["a hyperlink (OSC 8)", "\u001b]8;;https://evil.example\u0007label\u001b]8;;\u0007"],
  ["the clipboard (OSC 52)", "\u001b]52;c;cm0gLXJmIH4=\u0007"],
  ["C1 controls", "\u009b31m\u009d52;c;x\u009c"],
  ["bidirectional text", "\u202egnp.exe\u2066x\u2069"],
  ["a bell", "\u0007\u0008"],
  ["a delete", "\u007f"],
];

const PLACES: readonly (readonly [name: string, wrap: (text: string) => string])[] = [
  ["a paragraph", (text) => `x${text}`],
  ["a heading", (text) => `# x${text}`],
  ["code", (text) => `\`\`\`${text}\nx${text}\n\`\`\``],
  ["a code span", (text) => `\`x${text}\``],
  ["a list", (text) => `- x${text}`],
  ["a quote", (text) => `> x${text}`],
  ["a table", (text) => `| x${text} | b |\n|---|---|\n| y${text} | d |`],
  ["a label and an address", (text) => `[x${text}](https://evil.example/${text} "t${text}")`],
  ["an image", (text) => `![x${text}](<https://evil.example/${text}>)`],
  ["HTML", (text) => `<p title="${text}">x${text}</p>`],
  ["a definition", (text) => `[x${text}]: <https://evil.example/${text}>`],
  ["bold text", (text) => `**x${text}**`],
];

const DANGEROUS = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

test.each(ATTACKS)("%s does not reach the terminal from any place of a text", (_name, attack) => {
  for (const [place, wrap] of PLACES) {
    const shown = show(wrap(attack));
    expect(shown, place).toContain("x");
    expect(shown, place).not.toMatch(DANGEROUS);
  }
});

test("numeric entities do not become control characters", () => {
  expect(show("a&#27;[31m&#x1b;]52;c;x&#7;")).not.toMatch(DANGEROUS);
});

test("a carriage return does not overwrite a line", () => {
  expect(show("harmless\rrm -rf ~")).toBe("harmless\nrm -rf ~");
});

test.each([
  ["quotes", "> ".repeat(50_000)],
  ["lists", "- ".repeat(50_000)],
  ["emphasis", "**a_".repeat(20_000)],
])("%s within each other without end are shown as they are", (_name, deep) => {
  expect(splitBlocks(`${deep}x`).join("")).toBe(`${deep}x`);
  expect(renderMarkdown(`${deep}x`)).toBe(`${deep}x`);
});
