import type { Token, Tokens } from "marked";
import { createElement, type ReactNode } from "react";
import { decodeEntities } from "./entities.ts";
import { isSelfExplanatory, readLinkTarget } from "./link-target.ts";

/** A token as the parser's types narrow it; extensions of the parser, which there are none of, would be of any type. */
type InlineToken =
  | Tokens.Checkbox
  | Tokens.Codespan
  | Tokens.Del
  | Tokens.Em
  | Tokens.Image
  | Tokens.Link
  | Tokens.Strong
  | Tokens.Text
  | { readonly type: "br" | "escape" | "html"; readonly raw: string; readonly text?: string };

/** Elements for text within a block. What has no element here is shown as it is written. */
export function renderInlines(tokens: readonly Token[] = []): ReactNode[] {
  return tokens.map((token, key) => renderInline(token as InlineToken, key));
}

function renderInline(token: InlineToken, key: number): ReactNode {
  switch (token.type) {
    case "strong":
    case "em":
    case "del":
      return createElement(token.type, { key }, renderInlines(token.tokens));
    case "codespan":
      return createElement("code", { key }, token.text);
    case "br":
      return createElement("br", { key });
    case "checkbox":
      return renderCheckbox(token.checked, key);
    case "link":
      return renderLink(token, key);
    case "image":
      return describeImage(token);
    case "escape":
      return token.text;
    case "text":
      return token.tokens === undefined ? decodeEntities(token.text) : renderInlines(token.tokens);
    default:
      return token.raw;
  }
}

const renderCheckbox = (isChecked: boolean, key: number): ReactNode =>
  createElement(
    "span",
    { key, role: "img", "aria-label": isChecked ? "Done: " : "To do: " },
    isChecked ? "☑ " : "☐ ",
  );

function renderLink({ href, tokens, text }: Tokens.Link, key: number): ReactNode {
  const target = readLinkTarget(href);
  const label = renderInlines(tokens);
  if (target === undefined) return createElement("span", { key }, label);
  // The site that is linked to learns nothing of the conversation, and cannot reach its page.
  const link = createElement("a", { href: target.href, rel: "noreferrer noopener" }, label);
  if (isSelfExplanatory(decodeEntities(text), target)) return createElement("bdi", { key }, link);
  return createElement("bdi", { key }, link, createElement("small", null, ` (${target.place})`));
}

/** Never an image: to load it would tell its host what the text says, in the address. */
function describeImage({ href, text }: Tokens.Image): string {
  const place = readLinkTarget(href)?.place;
  const label = text === "" ? "Image" : `Image: ${decodeEntities(text)}`;
  return place === undefined ? `[${label}]` : `[${label} (${place})]`;
}
