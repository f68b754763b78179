import { createElement, memo, type ReactNode } from "react";
import { renderBlocks } from "./blocks.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** What is rendered. */
export interface MarkdownProps {
  /** Markdown that is not trusted; at the end of a text that is still being written, too. */
  readonly text: string;
  /** Of the element around it, whose rules style what is within. */
  readonly className?: string | undefined;
}

/**
 * What a model has written, as elements: never as HTML, so that nothing in it runs. HTML is shown as text. An image is described and
 * never loaded. A link leads to http, https or mailto and shows its host. A text that is too long or too deeply nested to be
 * parsed is shown as it is.
 */
export const Markdown = memo(function Markdown({ text, className }: MarkdownProps): ReactNode {
  const { text: shown, tokens } = parseMarkdown(text);
  const content = tokens === undefined ? createElement("pre", { tabIndex: 0 }, shown) : renderBlocks(tokens);
  return createElement("div", { className }, content);
});
