import { basename, extname } from "node:path";
import { createInvalidDocumentError } from "../errors.ts";
import { MAX_DOCUMENT_CHARACTERS, MAX_DOCUMENT_TITLE_CHARACTERS } from "../limits.ts";
import type { DocumentInput, DocumentMediaType } from "./document-input.ts";

const MEDIA_TYPES: Readonly<Record<string, DocumentMediaType>> = {
  ".txt": "text/plain",
  ".text": "text/plain",
  ".md": "text/markdown",
  ".markdown": "text/markdown",
  ".html": "text/html",
  ".htm": "text/html",
};

/** The endings of files that can be documents. */
export const DOCUMENT_FILE_ENDINGS: readonly string[] = Object.keys(MEDIA_TYPES);

/** A character of UTF-8 has up to four bytes. */
export const MAX_DOCUMENT_FILE_BYTES = 4 * MAX_DOCUMENT_CHARACTERS;

/** The kind of a file, by the ending of its name. @throws AppError `ai.invalid-document` */
export function requireMediaType(file: string): DocumentMediaType {
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()];
  if (mediaType !== undefined) return mediaType;
  throw createInvalidDocumentError(
    `${file} is no text, Markdown or HTML file.`,
    `Use ${DOCUMENT_FILE_ENDINGS.join(", ")}.`,
  );
}

/**
 * A file as a document, which its name identifies among the documents of an owner.
 *
 * @throws AppError `ai.invalid-document` for another kind of file, and for bytes that are not UTF-8
 */
export function readDocumentFile(
  file: string,
  bytes: Uint8Array,
): Pick<DocumentInput, "title" | "source" | "mediaType" | "text"> {
  const mediaType = requireMediaType(file);
  const name = basename(file);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { title: name.slice(0, MAX_DOCUMENT_TITLE_CHARACTERS), source: name, mediaType, text };
  } catch (cause) {
    throw createInvalidDocumentError(
      `${name} is no text in UTF-8.`,
      "Save it in UTF-8, and add it again.",
      cause,
    );
  }
}
