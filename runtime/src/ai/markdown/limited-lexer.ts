import { Lexer, type Token, type TokensList } from "marked";

/** Longer than a model writes at once. The time that the parser takes grows faster than the text does. */
const MAX_MARKDOWN_CHARACTERS = 64_000;

/** Quotes within lists within emphasis. No text that a reader can follow is nested as deep. */
const MAX_NESTING_LEVELS = 16;

/** That of a paragraph with 2,000 delimiters: the time that emphasis takes to read grows with the square of them. */
const MAX_EMPHASIS_COST = 2_000 ** 2;

/** Thrown to leave the parser, which has no limit of its own. */
class ParserLimitError extends Error {}

/** Each level calls the parser again, and each call reads everything that is within the level. */
class LimitedLexer extends Lexer {
  #level = 0;
  #emphasisCost = 0;

  override blockTokens(source: string, tokens?: Token[], isClipped?: boolean): Token[];
  override blockTokens(source: string, tokens: TokensList, isClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens?: Token[], isClipped?: boolean): Token[] {
    return this.#within(() => super.blockTokens(source, tokens, isClipped));
  }

  override inlineTokens(...parameters: Parameters<Lexer["inlineTokens"]>): Token[] {
    const [source] = parameters;
    this.#emphasisCost += (source.match(/[*_~]/g)?.length ?? 0) ** 2;
    if (this.#emphasisCost > MAX_EMPHASIS_COST) throw new ParserLimitError();
    return this.#within(() => super.inlineTokens(...parameters));
  }

  #within<Result>(parse: () => Result): Result {
    if (this.#level >= MAX_NESTING_LEVELS) throw new ParserLimitError();
    this.#level += 1;
    try {
      return parse();
    } finally {
      this.#level -= 1;
    }
  }
}

/**
 * Parses Markdown that is not trusted, such as what a model writes.
 *
 * @returns undefined where it would take long: it is too long, too deeply nested or has too much emphasis. Show it as it is then
 */
export function lexMarkdown(text: string): readonly Token[] | undefined {
  if (text.length > MAX_MARKDOWN_CHARACTERS) return undefined;
  try {
    return new LimitedLexer({ gfm: true }).lex(text);
  } catch (error) {
    if (error instanceof ParserLimitError) return undefined;
    throw error;
  }
}
