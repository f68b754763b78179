import { findSections } from "./sections.ts";

/** A part of a document that is searched by itself. */
export interface TextChunk {
  /** The headings that it stands below: "Orders > Returns". */
  readonly heading: string;
  readonly text: string;
}

/** About 300 tokens: enough for a thought, few enough that several fit into a question. */
const MAX_CHUNK_CHARACTERS = 1_200;

/** What a chunk repeats of the one before, so that a sentence on the border is whole in one of them. */
const CHUNK_OVERLAP_CHARACTERS = 150;

/** Where a chunk may end, the best first. */
const BREAK_PATTERNS = [/\n\s*\n/g, /\n/g, /[.!?。！？…]["')\]]?\s|[。！？]/g, /\s/g];

/**
 * Splits a text into chunks: at headings where it is Markdown, then between paragraphs, lines, sentences and words, and within a word only
 * where it is longer than a chunk. The same text always has the same chunks.
 */
export function splitText(text: string, isMarkdown: boolean): readonly TextChunk[] {
  const found = isMarkdown ? findSections(text) : [];
  // A text of headings alone has no section.
  const sections = found.length > 0 ? found : [{ heading: "", text }];
  return sections.flatMap(({ heading, text: part }) =>
    splitSection(part).map((chunk) => ({ heading, text: chunk })),
  );
}

function splitSection(text: string): string[] {
  const chunks: string[] = [];
  const whole = text.trim();
  let begin = 0;
  while (begin < whole.length) {
    const end = findEnd(whole, begin);
    const chunk = whole.slice(begin, end).trim();
    if (chunk !== "") chunks.push(chunk);
    if (end === whole.length) break;
    begin = findOverlap(whole, begin, end);
  }
  return chunks;
}

/** The last good place for a break in the second half of what may follow `begin`. */
function findEnd(text: string, begin: number): number {
  const limit = begin + MAX_CHUNK_CHARACTERS;
  if (limit >= text.length) return text.length;
  const middle = begin + MAX_CHUNK_CHARACTERS / 2;
  const part = text.slice(middle, limit);
  for (const pattern of BREAK_PATTERNS) {
    const last = [...part.matchAll(pattern)].at(-1);
    if (last !== undefined) return middle + last.index + last[0].length;
  }
  return toCharacterBorder(text, limit);
}

/** Where the next chunk begins: with a word shortly before the end of this one. */
function findOverlap(text: string, begin: number, end: number): number {
  const from = end - CHUNK_OVERLAP_CHARACTERS;
  const word = /\s\S/.exec(text.slice(from, end));
  const next = word === null ? toCharacterBorder(text, from) : from + word.index + 1;
  return Math.max(next, begin + 1);
}

/** Not between the two halves of a character beyond 16 bits. */
function toCharacterBorder(text: string, index: number): number {
  const code = text.charCodeAt(index);
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
  return isSecondHalf ? index - 1 : index;
}
