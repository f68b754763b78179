import type { MarkedToken, Token } from "marked";
import { styled, type TextStyle } from "../../terminal/index.ts";

/** Adds a style to a text, or leaves it as it is. */
export type Style = (style: TextStyle, text: string) => string;

/** For text that has one style as a whole, or whose width counts. */
export const withoutStyle: Style = (_style, text) => text;

const CHARACTER_BY_ENTITY: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": " ",
};

const decodeEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => CHARACTER_BY_ENTITY[entity] ?? entity);

/** Renders what stands within a block. The result is escaped when it is printed. */
export function renderInline(tokens: readonly Token[], style: Style = styled): string {
  return tokens.map((token) => renderToken(token as MarkedToken, style)).join("");
}

function renderToken(token: MarkedToken, style: Style): string {
  switch (token.type) {
    case "strong":
      return style("bold", renderInline(token.tokens, style));
    case "em":
      return style("italic", renderInline(token.tokens, style));
    case "del":
      return style("strikethrough", renderInline(token.tokens, style));
    case "codespan":
      return style("cyan", token.text);
    case "link":
      return renderLink(token.href, renderInline(token.tokens, style), token.text, style);
    case "image":
      // Nothing is loaded; the reader sees what the image would have loaded.
      return `${decodeEntities(token.text) || "image"} ${style("underline", `(${token.href})`)}`;
    case "br":
      return "\n";
    case "text":
      return token.tokens ? renderInline(token.tokens, style) : decodeEntities(token.text);
    case "escape":
      return decodeEntities(token.text);
    default:
      return token.raw;
  }
}

/** The address always stands there in full: the label may say anything. */
function renderLink(href: string, label: string, text: string, style: Style): string {
  const isOwnLabel = text === href || `mailto:${text}` === href;
  return isOwnLabel ? style("underline", text) : `${label} (${style("underline", href)})`;
}
