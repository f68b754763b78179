import { expect, test } from "vitest";
import { splitText } from "../chunks/split-text.ts";
import { convertHtml } from "./html-text.ts";

test("headings, paragraphs, lists and tables become lines", async () => {
  const html = `<!doctype html><title>No</title><h1>Orders &amp; returns</h1><p>Sent on
    <b>Tuesday</b>.<br>Or Friday.</p><ul><li>One</li><li>Two</ul><table><tr><th>A<th>B<tr><td>1<td>2</table>
    <h2>Late</h2>No.`;
  const text = await convertHtml(html);
  expect(text).toContain("# Orders & returns\n\nSent on Tuesday.\nOr Friday.");
  expect(text).toMatch(/^- One\n+- Two$/m);
  expect(text).toContain("A B");
  expect(text).toContain("1 2");
  expect(splitText(text, true).map(({ heading }) => heading)).toEqual([
    "Orders & returns",
    "Orders & returns > Late",
  ]);
});

test.each([
  ["a script", "<script>if (a < b) document.write('<p>secret</p>')</script>"],
  ["a script with an odd end", "<script>secret</script >"],
  ["a style", "<style>p::after { content: 'secret' }</style>"],
  ["a comment", "<!-- secret -->"],
  ["a template", "<template><p>secret</p></template>"],
  ["a drawing", "<svg><text>secret</text></svg>"],
  ["what stands in place of scripts", "<noscript>secret</noscript>"],
  ["a hidden element", "<div hidden><p>sec</p>secret</div>"],
  ["an element that a style hides", '<p style="color: red; DISPLAY : none">secret</p>'],
  ["text without a size", '<span style="font-size:0px">secret</span>'],
])("%s is left out", async (_label, html) => {
  expect(await convertHtml(`<p>Before</p>${html}<p>After</p>`)).toMatch(/^Before\s+After$/);
});

test("text in a block of code keeps its spaces, and a picture is its description", async () => {
  expect(await convertHtml("<pre>a\n  b</pre>")).toContain("a\n");
  expect(await convertHtml('<img src="https://evil.example/?x" alt="A  map">')).toBe("A map");
});

test.each([
  ["unclosed tags", "<p>One<div>Two<b>Three"],
  ["a tag that breaks off", "One<p>Two</p><a href='x"],
  ["closing tags without a beginning", "</div></p></pre>One</h1>"],
  ["signs that are no tags", "One < 2 & 3 > 1"],
])("%s are read", async (_label, html) => {
  expect(await convertHtml(html)).toContain("One");
});

test("a page whose elements are nested without end is refused before it costs time", async () => {
  await expect(convertHtml("<div>".repeat(200_000))).rejects.toMatchObject({ code: "ai.invalid-document" });
  expect(await convertHtml("<br><p>One".repeat(20_000))).toContain("One");
});
