import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "./markdown.ts";

const render = (text: string): string =>
  renderToStaticMarkup(createElement(Markdown, { text, className: "text" })).replace(
    /^<div class="text">|<\/div>$/g,
    "",
  );

test.each([
  ["# One\n\n###### Six", "<h3>One</h3><h6>Six</h6>"],
  ["a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>"],
  ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
  ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
  ["> a", "<blockquote><p>a</p></blockquote>"],
  ["```js\nlet a;\n```", '<pre tabindex="0"><code>let a;</code></pre>'],
  ["a &amp; &lt;b&gt; &#65;", "<p>a &amp; &lt;b&gt; A</p>"],
  ["---", "<hr/>"],
])("%j becomes elements", (text, html) => {
  expect(render(text)).toBe(html);
});

test("a task list says which tasks are done", () => {
  const html = render("- [x] a\n- [ ] b");
  expect(html).toContain('<li data-task="true"><span role="img" aria-label="Done: ">');
  expect(html).toContain('aria-label="To do: "');
});

test("a table can be scrolled by keyboard and keeps the alignment of its columns", () => {
  const html = render("| a | b |\n|---|--:|\n| 1 | 2 |");
  expect(html).toMatch(/^<div role="group" aria-label="Table" tabindex="0" data-table="true"><table>/);
  expect(html).toContain('<th scope="col" data-align="right">b</th>');
  expect(html).toContain('<td data-align="right">2</td>');
});

test("a link that does not say where it leads shows its host, and tells the host nothing", () => {
  expect(render("[bank.com](https://evil.example/x)")).toBe(
    '<p><bdi><a href="https://evil.example/x" rel="noreferrer noopener">bank.com</a><small> (evil.example)</small></bdi></p>',
  );
  expect(render("<https://good.example/x>")).not.toContain("<small>");
  expect(render("<https://bank.com@evil.example/>")).toContain("(evil.example)");
  expect(render("[write](mailto:a@b.example)")).toContain("(a@b.example)");
  // A letter of another alphabet is seen in the host.
  expect(render("<https://аpple.com/>")).toContain("(xn--pple-43d.com)");
});

test.each([
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:x)",
  "[x](file:///etc/passwd)",
  "[x](/api/v1/auth/sign-out)",
  "[x](//evil.example)",
  "[x](https://)",
])("%s is no link", (text) => {
  const html = render(text);
  expect(html).toContain("x");
  expect(html).not.toContain("<a");
});

test("an image is described and never requested", () => {
  for (const text of [
    "![chart](https://evil.example/?secret)",
    "![chart](data:image/png;base64,AAAA)",
    "[![chart](https://evil.example/i.png)](https://evil.example/)",
    "![chart][1]\n\n[1]: https://evil.example/i.png",
  ]) {
    const html = render(text);
    expect(html).toContain("Image: chart");
    expect(html).not.toMatch(/<img|src=/);
  }
  expect(render("![chart](https://evil.example/?secret)")).toBe("<p>[Image: chart (evil.example)]</p>");
});

test("HTML is shown as text", () => {
  for (const text of [
    "<script>alert(1)</script>",
    'a <img src="https://evil.example" onerror="alert(1)"> b',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<style>* { display: none }</style>",
    "| <b onclick=x>a</b> |\n|---|\n| <svg onload=x> |",
  ]) {
    expect(render(text)).not.toMatch(/<(?:script|img|iframe|style|svg|b)\b/);
    expect(render(text)).toContain("&lt;");
  }
});

test("what changes the direction of text is left out", () => {
  expect(render("a\u202eb\u2066c `d\u202e`")).toBe("<p>abc <code>d</code></p>");
});

test("a text that is still being written is shown as far as it has come", () => {
  expect(render("```js\nconst a")).toBe('<pre tabindex="0"><code>const a</code></pre>');
  expect(render("- a\n- **b")).toBe("<ul><li>a</li><li>**b</li></ul>");
  expect(render("[a](https://x.exa")).toContain("[a](");
});

describe("a text that the parser would take too long for is shown as it is", () => {
  test.each([
    ["quotes", ">".repeat(10_000)],
    ["lists", Array.from({ length: 10_000 }, (_, depth) => `${" ".repeat(depth % 300)}- a`).join("\n")],
    ["deep lists", Array.from({ length: 250 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
    ["emphasis", "*a **b ".repeat(4_000) + "c** d*".repeat(4_000)],
    ["emphasis side by side", "**a_".repeat(8_000)],
    ["emphasis in many paragraphs", `${"**a_".repeat(700)}\n\n`.repeat(20)],
    ["length", "word ".repeat(20_000)],
  ])("%s", (_name, text) => {
    const html = render(text);
    expect(html.startsWith('<pre tabindex="0">')).toBe(true);
    expect(html.length).toBeGreaterThan(text.length);
  });
});
