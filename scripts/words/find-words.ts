import { basename } from "node:path";
import { parse } from "@babel/parser";
import { IDENTIFIER_WORDS, IDENTIFIERS, ONE_WORD_CONSTANTS, PAGE_PHRASES, PHRASES } from "./words.ts";

/** A place where a text breaks the rules of words. */
export interface WordFault {
  readonly line: number;
  readonly fault: string;
}

/** An identifier as its words, in lower case: "createURLParser" is create, url, parser. */
const wordsIn = (identifier: string): string[] =>
  identifier
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());

function faultOfName(name: string): string | undefined {
  const whole = Object.hasOwn(IDENTIFIERS, name) ? IDENTIFIERS[name] : undefined;
  if (whole !== undefined) return `${name}: use ${whole}`;
  const word = wordsIn(name).find((candidate) => Object.hasOwn(IDENTIFIER_WORDS, candidate));
  return word === undefined ? undefined : `${name}: instead of "${word}" use ${IDENTIFIER_WORDS[word]}`;
}

const createPatterns = (phrases: Readonly<Record<string, string>>) =>
  Object.entries(phrases).map(
    ([phrase, instead]) => [new RegExp(`\\b${phrase}\\b`, "i"), phrase, instead] as const,
  );

const PHRASE_PATTERNS = createPatterns(PHRASES);
const PAGE_PHRASE_PATTERNS = createPatterns({ ...PHRASES, ...PAGE_PHRASES });

/** The folders whose texts are shown on Overseer's pages. */
const OVERSEER_PAGE = /overseer\/(?:view|pages)\//;

function faultsOfText(text: string, firstLine: number, patterns = PHRASE_PATTERNS): WordFault[] {
  return text.split("\n").flatMap((line, index) =>
    patterns
      .filter(([pattern]) => pattern.test(line))
      .map(([, phrase, instead]) => ({
        line: firstLine + index,
        fault: `instead of "${phrase}" use ${instead}`,
      })),
  );
}

const HEADING_FAULT = "a heading is a noun that a reader searches for";

/** A test that a document names: `path/of/test`: `its title`. Titles stay as they are. */
const TEST_REFERENCE = /`[\w./-]+`: `[^`\n]*`/g;

/** The faults of a Markdown text: phrases anywhere, and headings that are questions. */
export function findWordsInMarkdown(text: string): WordFault[] {
  const questions = text
    .split("\n")
    .flatMap((line, index) => (/^#+ .*\?\s*$/.test(line) ? [{ line: index + 1, fault: HEADING_FAULT }] : []));
  return [...faultsOfText(text.replaceAll(TEST_REFERENCE, ""), 1), ...questions];
}

/**
 * The faults of a TypeScript source: its file name, the names that it declares or uses, its comments and its texts. The
 * texts of a test are titles and data, which no user reads.
 *
 * @param path decides the file name that is judged and whether JSX is read
 */
export function findWords(path: string, text: string): WordFault[] {
  const { tokens, comments, errors } = parse(text, {
    sourceType: "module",
    plugins: path.endsWith("x") ? ["typescript", "jsx"] : ["typescript"],
    tokens: true,
    errorRecovery: true,
  });
  if (!tokens) throw new Error(`${path} cannot be read: ${errors?.[0]?.code}`);
  const patterns = OVERSEER_PAGE.test(path) ? PAGE_PHRASE_PATTERNS : PHRASE_PATTERNS;
  const isTest = /\.(test|fixture)\.tsx?$/.test(path);
  const faults: WordFault[] = [];
  const nameFault = faultOfName(basename(path).replace(/\..*$/, ""));
  if (nameFault !== undefined) faults.push({ line: 1, fault: `file name ${nameFault}` });
  for (const { type, value, loc } of tokens) {
    const label = typeof type === "object" && type !== null ? String(type.label) : "";
    if (typeof value !== "string") continue;
    const { line } = loc.start;
    if (label === "name") {
      const fault = faultOfName(value);
      if (fault !== undefined) faults.push({ line, fault });
    } else if (isTest) {
      // Titles stay as they are, so that a list of tests can be compared with an earlier one.
    } else if (label === "string" || label === "template" || label === "jsxText") {
      faults.push(...faultsOfText(value, line, patterns));
    }
  }
  for (const { value, loc } of comments ?? []) faults.push(...faultsOfText(value, loc?.start.line ?? 1));
  if (!isTest) faults.push(...findOneWordConstants(text), ...findQuestions(text));
  return faults.toSorted((one, other) => one.line - other.line);
}

/** A panel's title or a heading element. A dialog that asks before it acts is a question. */
const QUESTION_HEADING = /<Panel\b[^>]*?\btitle="[^"]*\?"|<h[1-6]\b[^>]*>[^<{]*\?\s*</g;

function findQuestions(text: string): WordFault[] {
  return [...text.matchAll(QUESTION_HEADING)].map(({ index }) => ({
    line: text.slice(0, index).split("\n").length,
    fault: HEADING_FAULT,
  }));
}

const CONSTANT = /^(?:export )?const ([A-Z][A-Z0-9]*)\b/;

function findOneWordConstants(text: string): WordFault[] {
  return text.split("\n").flatMap((line, index) => {
    const name = CONSTANT.exec(line)?.[1];
    return name === undefined || ONE_WORD_CONSTANTS.has(name)
      ? []
      : [{ line: index + 1, fault: `${name}: a constant is a noun, a qualifier and a unit` }];
  });
}
