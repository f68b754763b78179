import type { Token } from "marked";
import { lexMarkdown } from "./limited-lexer.ts";

/** They change the order in which text is shown, so that a link or a line of code reads as another one. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The blocks of a text, and the text without what changes its direction. */
export interface ParsedMarkdown {
  readonly text: string;
  /** Undefined where parsing it would take long: show the text as it is. */
  readonly tokens: readonly Token[] | undefined;
}

/**
 * Parses Markdown that is not trusted, such as what a model writes, whole or as far as it has come. A fence, a list or a
 * table without its end ends with the text.
 */
export function parseMarkdown(markdown: string): ParsedMarkdown {
  const text = markdown.replace(DIRECTION_CONTROLS, "");
  return { text, tokens: lexMarkdown(text) };
}
