import { Lexer, type MarkedToken, type Token, type Tokens } from "marked";
import { formatTable, styled } from "../../terminal/index.ts";
import { lexMarkdown } from "../markdown/limited-lexer.ts";
import { renderInline, withoutStyle } from "./render-inline.ts";

/** Characters of a rule. */
const RULE_WIDTH = 40;

/** Quotes and lists within each other, more than anyone writes. The time that they take to read grows with the square of them. */
const DEEP_NESTING = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){100}/m;

/**
 * Splits Markdown into its blocks; the text is one block where it is nested too deeply to be read.
 *
 * @returns the source of each block; together they are the whole text
 */
export function splitBlocks(text: string): readonly string[] {
  if (DEEP_NESTING.test(text)) return [text];
  // What stands within the blocks is not read yet.
  return new Lexer().blockTokens(text).map(({ raw }) => raw);
}

/**
 * Renders Markdown for a terminal: headings, lists, tables, code and links with their addresses. Images are not loaded, and HTML is shown
 * as its source, as is a text that would take long to read. Print the result with `print`, which escapes control characters.
 */
export function renderMarkdown(text: string): string {
  const tokens = lexMarkdown(text);
  return tokens === undefined ? text.trim() : renderBlocks(tokens);
}

function renderBlocks(tokens: readonly Token[], separator = "\n\n"): string {
  return tokens
    .filter(({ type }) => type !== "space")
    .map((token) => renderBlock(token as MarkedToken))
    .join(separator);
}

function renderBlock(token: MarkedToken): string {
  switch (token.type) {
    case "heading":
      return styled("bold", `${"#".repeat(token.depth)} ${renderInline(token.tokens, withoutStyle)}`);
    case "paragraph":
      return renderInline(token.tokens);
    case "text":
      return renderInline(token.tokens ?? [token]);
    case "code":
      return indent(token.text, "    ", (line) => styled("cyan", line));
    case "blockquote":
      return indent(renderBlocks(token.tokens), styled("dim", "│ "));
    case "list":
      return renderList(token);
    case "table":
      return renderTable(token);
    case "hr":
      return styled("dim", "─".repeat(RULE_WIDTH));
    default:
      return token.raw.trim();
  }
}

function renderList({ items, ordered, start, loose }: Tokens.List): string {
  const first = Number(start) || 1;
  return items
    .map((item, index) => {
      const marker = ordered ? `${first + index}. ` : "• ";
      const [box, ...others] = item.tokens;
      const isTask = box?.type === "checkbox";
      const blocks = renderBlocks(isTask ? others : item.tokens, loose ? "\n\n" : "\n");
      const body = isTask ? `${box.raw}${blocks}` : blocks;
      return `${marker}${indent(body, " ".repeat(marker.length)).trimStart()}`;
    })
    .join(loose ? "\n\n" : "\n");
}

function renderTable({ header, rows }: Tokens.Table): string {
  const toCells = (cells: readonly Tokens.TableCell[]) =>
    cells.map(({ tokens }) => renderInline(tokens, withoutStyle));
  const [names = "", ...lines] = formatTable([toCells(header), ...rows.map(toCells)]).split("\n");
  return [styled("bold", names), ...lines].join("\n");
}

const indent = (text: string, prefix: string, style = (line: string) => line): string =>
  text
    .split("\n")
    .map((line) => `${prefix}${style(line)}`)
    .join("\n");
