import { CssSyntaxError, parse, type Root } from "postcss";
import type { Grammar, Span } from "./syntax.ts";

function spansIn(root: Root): Span[] {
  const spans: Span[] = [];
  root.walk(({ source }) => {
    const [start, end] = [source?.start?.line, source?.end?.line];
    if (start !== undefined && end !== undefined && start < end) spans.push({ start, end });
  });
  return spans;
}

export const css: Grammar = {
  faultOf: (text) => {
    try {
      parse(text);
      return null;
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error;
      return { line: error.line ?? 1, what: error.reason };
    }
  },
  spansOf: (text) => spansIn(parse(text)),
};
