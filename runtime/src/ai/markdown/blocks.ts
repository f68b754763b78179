import type { Token, Tokens } from "marked";
import { createElement, type ReactNode } from "react";
import { renderInlines } from "./inlines.ts";

/** A token as the parser's types narrow it. */
type BlockToken =
  | Tokens.Blockquote
  | Tokens.Code
  | Tokens.Heading
  | Tokens.Hr
  | Tokens.List
  | Tokens.Paragraph
  | Tokens.Space
  | Tokens.Table
  | { readonly type: "def" | "html" | "text" | "checkbox"; readonly raw: string; readonly tokens?: Token[] };

/** The headings of a page, of its parts and of a message come before. */
const HEADING_ELEMENTS = ["h3", "h4", "h5", "h6"] as const;

/** Elements for the blocks of a text. What has no element here is shown as it is written. */
export function renderBlocks(tokens: readonly Token[]): ReactNode[] {
  return tokens.map((token, key) => renderBlock(token as BlockToken, key));
}

function renderBlock(token: BlockToken, key: number): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "heading":
      return createElement(HEADING_ELEMENTS[token.depth - 1] ?? "h6", { key }, renderInlines(token.tokens));
    case "paragraph":
      return createElement("p", { key }, renderInlines(token.tokens));
    case "code":
      // Long lines scroll, and what scrolls is reached by keyboard.
      return createElement("pre", { key, tabIndex: 0 }, createElement("code", null, token.text));
    case "blockquote":
      return createElement("blockquote", { key }, renderBlocks(token.tokens));
    case "hr":
      return createElement("hr", { key });
    case "list":
      return renderList(token, key);
    case "table":
      return renderTable(token, key);
    case "html":
      return createElement("p", { key }, token.raw);
    default:
      return renderInlines([token as Token]);
  }
}

const renderList = ({ ordered, start, items }: Tokens.List, key: number): ReactNode =>
  createElement(
    ordered ? "ol" : "ul",
    ordered && start !== "" && start !== 1 ? { key, start } : { key },
    items.map(({ tokens, task }, index) =>
      createElement("li", task ? { key: index, "data-task": true } : { key: index }, renderBlocks(tokens)),
    ),
  );

function renderTable({ header, rows }: Tokens.Table, key: number): ReactNode {
  const renderRow = (cells: readonly Tokens.TableCell[], row: number) =>
    createElement(
      "tr",
      { key: row },
      cells.map(({ tokens, align, header: isHeader }, column) =>
        createElement(
          isHeader ? "th" : "td",
          { key: column, ...(isHeader && { scope: "col" }), ...(align && { "data-align": align }) },
          renderInlines(tokens),
        ),
      ),
    );
  return createElement(
    "div",
    { key, role: "group", "aria-label": "Table", tabIndex: 0, "data-table": true },
    createElement(
      "table",
      null,
      createElement("thead", null, renderRow(header, 0)),
      createElement("tbody", null, rows.map(renderRow)),
    ),
  );
}
