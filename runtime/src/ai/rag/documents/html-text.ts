import { createInvalidDocumentError } from "../errors.ts";

/** What no reader of a page sees. */
const DROPPED_ELEMENTS = new Set(
  "script style title noscript template head iframe object embed svg math canvas audio video select datalist".split(
    " ",
  ),
);

/** Elements before and after which a line ends. */
const BLOCK_ELEMENTS = new Set(
  "address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer form header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);

const HEADING_LEVELS = new Map(["h1", "h2", "h3", "h4", "h5", "h6"].map((name, index) => [name, index + 1]));

/** Text that is there for programs only, as instructions to a model may be. */
const HIDING_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])/i;

/** No page is nested as deep, and a parser takes ever longer for each level. */
const MAX_ELEMENT_DEPTH = 1_000;

/**
 * The text of an HTML page as Markdown, as far as chunks need it: headings, paragraphs, points of lists, lines. Scripts, styles and what the
 * page hides are left out. HTML has no errors, so any text is read.
 *
 * @throws AppError `ai.invalid-document` where its elements are nested too deep
 */
export async function convertHtml(html: string): Promise<string> {
  const { Parser } = await import("htmlparser2");
  const parts: string[] = [];
  let depth = 0;
  let dropped = 0;
  let preformatted = 0;

  const isDropped = (name: string, attributes: Readonly<Record<string, string>>) =>
    DROPPED_ELEMENTS.has(name) ||
    attributes.hidden !== undefined ||
    HIDING_STYLE.test(attributes.style ?? "");

  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > MAX_ELEMENT_DEPTH) throw createDepthError();
      if (dropped > 0 || isDropped(name, attributes)) {
        dropped++;
        return;
      }
      const level = HEADING_LEVELS.get(name);
      if (level !== undefined) parts.push(`\n\n${"#".repeat(level)} `);
      else if (name === "li") parts.push("\n- ");
      else if (name === "br") parts.push("\n");
      else if (name === "td" || name === "th") parts.push(" ");
      else if (name === "p") parts.push("\n\n");
      else if (BLOCK_ELEMENTS.has(name)) parts.push("\n");
      if (name === "pre") preformatted++;
      if (name === "img" && attributes.alt !== undefined) parts.push(` ${collapse(attributes.alt)} `);
    },
    ontext(text) {
      if (dropped === 0) parts.push(preformatted > 0 ? text : collapse(text));
    },
    onclosetag(name) {
      depth--;
      if (dropped > 0) {
        dropped--;
        return;
      }
      if (name === "pre") preformatted--;
      if (HEADING_LEVELS.has(name) || name === "p") parts.push("\n\n");
      else if (BLOCK_ELEMENTS.has(name)) parts.push("\n");
    },
  });
  parser.end(html);
  return tidy(parts.join(""));
}

const createDepthError = () =>
  createInvalidDocumentError(
    `The elements of the page are nested more than ${MAX_ELEMENT_DEPTH} levels deep.`,
    "Add its text as plain text or Markdown.",
  );

const collapse = (text: string): string => text.replace(/\s+/g, " ");

/** Lines without spaces at their ends, and at most one that is empty. */
const tidy = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
