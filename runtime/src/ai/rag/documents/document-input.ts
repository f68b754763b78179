import { createEmptyDocumentError, createInvalidDocumentError } from "../errors.ts";
import {
  MAX_DOCUMENT_CHARACTERS,
  MAX_DOCUMENT_TITLE_CHARACTERS,
  MAX_OWNER_CHARACTERS,
  MAX_SOURCE_CHARACTERS,
} from "../limits.ts";
import { cleanLine, cleanText } from "./clean-text.ts";

/** How the text of a document is written. */
export type DocumentMediaType = "text/plain" | "text/markdown" | "text/html";

/** A document as it is added. */
export interface DocumentInput {
  /** Whose it is: "user:1", "organisation:1", "public". */
  readonly owner: string;
  readonly title: string;
  /** Where it came from: an address, which answers link to, or the name of a file. It replaces the owner's document of the same source. */
  readonly source?: string | undefined;
  readonly mediaType: DocumentMediaType;
  readonly text: string;
}

/** A document whose text can be split. */
export interface ReadableDocument {
  readonly owner: string;
  readonly title: string;
  readonly source: string | null;
  readonly mediaType: DocumentMediaType;
  /** Markdown where it was HTML. */
  readonly text: string;
}

/**
 * Checks a document and reads its text.
 *
 * @throws AppError `ai.invalid-document`
 */
export async function readDocumentInput(input: DocumentInput): Promise<ReadableDocument> {
  const { owner, mediaType } = input;
  const title = cleanLine(input.title);
  const source = cleanLine(input.source ?? "");
  requireLength("owner", owner, MAX_OWNER_CHARACTERS);
  requireLength("title", title, MAX_DOCUMENT_TITLE_CHARACTERS);
  if (source !== "") requireLength("source", source, MAX_SOURCE_CHARACTERS);
  if (input.text.length > MAX_DOCUMENT_CHARACTERS)
    throw createInvalidDocumentError(
      `The document has more than ${MAX_DOCUMENT_CHARACTERS} characters.`,
      "Split it into several documents.",
    );
  const text = cleanText(mediaType === "text/html" ? await convertHtml(input.text) : input.text).trim();
  if (text === "") throw createEmptyDocumentError();
  return { owner, title, source: source === "" ? null : source, mediaType, text };
}

async function convertHtml(html: string): Promise<string> {
  return (await import("./html-text.ts")).convertHtml(html);
}

function requireLength(name: string, value: string, maxCharacters: number): void {
  if (value !== "" && value.length <= maxCharacters) return;
  throw createInvalidDocumentError(
    value === ""
      ? `The document has no ${name}.`
      : `The ${name} of the document has more than ${maxCharacters} characters.`,
    `Give it a ${name} of 1 to ${maxCharacters} characters.`,
  );
}
