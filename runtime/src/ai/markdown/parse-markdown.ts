import { Lexer, type Token, type TokensList } from "marked";

/** Longer than a model writes at once. The time that the parser takes grows faster than the text does. */
const MAX_MARKDOWN_CHARACTERS = 64_000;

/** Quotes within lists within emphasis. No text that a reader can follow is nested as deep. */
const MAX_NESTING_LEVELS = 16;

/** They change the order in which text is shown, so that a link or a line of code reads as another one. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Thrown to leave the parser, which has no limit of its own. */
class NestingLimitError extends Error {}

/** Each level calls the parser again, and each call reads everything that is within the level. */
class LimitedLexer extends Lexer {
  #level = 0;

  override blockTokens(source: string, tokens?: Token[], isClipped?: boolean): Token[];
  override blockTokens(source: string, tokens: TokensList, isClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens?: Token[], isClipped?: boolean): Token[] {
    return this.#within(() => super.blockTokens(source, tokens, isClipped));
  }

  override inlineTokens(...parameters: Parameters<Lexer["inlineTokens"]>): Token[] {
    return this.#within(() => super.inlineTokens(...parameters));
  }

  #within<Result>(parse: () => Result): Result {
    if (this.#level >= MAX_NESTING_LEVELS) throw new NestingLimitError();
    this.#level += 1;
    try {
      return parse();
    } finally {
      this.#level -= 1;
    }
  }
}

/** The blocks of a text, and the text without what changes its direction. */
export interface ParsedMarkdown {
  readonly text: string;
  /** Undefined where it is too long or too deeply nested to be parsed: show the text as it is. */
  readonly tokens: readonly Token[] | undefined;
}

/**
 * Parses Markdown that is not trusted, such as what a model writes, whole or as far as it has come. A fence, a list or a
 * table without its end ends with the text.
 */
export function parseMarkdown(markdown: string): ParsedMarkdown {
  const text = markdown.replace(DIRECTION_CONTROLS, "");
  if (text.length > MAX_MARKDOWN_CHARACTERS) return { text, tokens: undefined };
  try {
    return { text, tokens: new LimitedLexer({ gfm: true }).lex(text) };
  } catch (error) {
    if (error instanceof NestingLimitError) return { text, tokens: undefined };
    throw error;
  }
}
