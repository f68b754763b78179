import { type ParserPlugin, parse } from "@babel/parser";
import { isRecord } from "../../record.ts";
import type { Fault, Grammar, Span } from "./syntax.ts";

function read(text: string, plugins: readonly ParserPlugin[], sourceType: "module" | "unambiguous") {
  return parse(text.replace(/^\uFEFF/, ""), {
    sourceType,
    plugins: [...plugins, "decorators", "explicitResourceManagement"],
    allowReturnOutsideFunction: sourceType === "unambiguous",
    createImportExpressions: true,
  });
}

function lineOf(error: unknown): number {
  const place = isRecord(error) ? error.loc : undefined;
  return isRecord(place) && typeof place.line === "number" ? place.line : 1;
}

function faultOf(reading: () => unknown): Fault | null {
  try {
    reading();
    return null;
  } catch (error) {
    const what = error instanceof Error ? error.message.replace(/\s*\(\d+:\d+\)$/, "") : String(error);
    return { line: lineOf(error), what };
  }
}

interface Located {
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

function isLocated(node: unknown): node is Located {
  return isRecord(node) && isRecord(node.loc) && typeof node.type === "string";
}

/** The spans of all nodes below one, without those of comments and tokens. */
function collect(node: unknown, spans: Map<string, Span>): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, spans);
    return;
  }
  if (!isRecord(node)) return;
  if (isLocated(node)) {
    const [start, end] = [node.loc.start.line, node.loc.end.line];
    // What stands on one line contains no other.
    if (start === end) return;
    spans.set(`${start} ${end}`, { start, end });
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === "loc" || key === "extra" || key.endsWith("omments") || typeof value !== "object") continue;
    collect(value, spans);
  }
}

function grammar(plugins: readonly ParserPlugin[], sourceType: "module" | "unambiguous"): Grammar {
  return {
    faultOf: (text) => faultOf(() => read(text, plugins, sourceType)),
    spansOf: (text) => {
      const spans = new Map<string, Span>();
      collect(read(text, plugins, sourceType).program.body, spans);
      return [...spans.values()];
    },
  };
}

export const typescript = grammar(["typescript"], "module");
export const tsx = grammar(["typescript", "jsx"], "module");
export const javascript = grammar(["jsx"], "unambiguous");
