import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { AppError } from "../../../errors/index.ts";
import { escapeLine, formatStatus, formatTable, print, printJson, styled } from "../../../terminal/index.ts";
import type { DocumentMediaType } from "../documents/document-input.ts";
import { MAX_DOCUMENT_CHARACTERS, MAX_DOCUMENT_TITLE_CHARACTERS } from "../limits.ts";
import type { DocumentSummary } from "../reports.ts";
import type { RagCommandFlags, RagCommandOptions } from "./options.ts";

const MEDIA_TYPES: Readonly<Record<string, DocumentMediaType>> = {
  ".txt": "text/plain",
  ".text": "text/plain",
  ".md": "text/markdown",
  ".markdown": "text/markdown",
  ".html": "text/html",
  ".htm": "text/html",
};

/** A character of UTF-8 has up to four bytes. */
const MAX_FILE_BYTES = 4 * MAX_DOCUMENT_CHARACTERS;

/** Characters of a passage that a terminal shows. */
const MAX_SHOWN_CHARACTERS = 300;

/** `ai rag add`: all files are read before the first is added. @throws AppError `ai.invalid-document`, `ai.*` */
export async function addFiles(
  { service }: RagCommandOptions,
  files: readonly string[],
  { owner, json }: RagCommandFlags,
): Promise<void> {
  const documents = await Promise.all(files.map(readDocumentFile));
  const added: DocumentSummary[] = [];
  for (const document of documents) {
    const summary = await service.addDocument({ ...document, owner });
    added.push(summary);
    if (!json) print(formatStatus("healthy", `${summary.title}: ${summary.chunks} chunks, ${summary.id}`));
  }
  if (json) printJson(added);
}

/** `ai rag list`. */
export async function listDocuments(
  { service }: RagCommandOptions,
  { owner, limit, before, json }: RagCommandFlags & { readonly limit: string; readonly before?: string },
): Promise<void> {
  const page = await service.listDocuments([owner], { limit: readLimit(limit), before });
  if (json) return printJson(page);
  if (page.documents.length === 0) return print(`There are no documents of ${owner}.`);
  const rows = page.documents.map((document) => [
    document.id,
    document.createdAt,
    `${document.chunks}`,
    document.title,
    document.source ?? "",
  ]);
  print(formatTable([["ID", "ADDED", "CHUNKS", "TITLE", "SOURCE"], ...rows]));
  if (page.more) print(`\nThere are more: --before ${page.documents.at(-1)?.id}`);
}

/** `ai rag remove`. @throws AppError `ai.unknown-document` */
export async function removeDocument(
  { service }: RagCommandOptions,
  id: string,
  { owner, json }: RagCommandFlags,
): Promise<void> {
  await service.removeDocument([owner], id);
  if (json) printJson({ removed: id });
  else print(formatStatus("healthy", `${id} was removed.`));
}

/** `ai rag search`. @throws AppError `ai.*` */
export async function searchDocuments(
  { service }: RagCommandOptions,
  words: readonly string[],
  { owner, limit, json }: RagCommandFlags & { readonly limit: string },
): Promise<void> {
  const report = await service.search({ owners: [owner], query: words.join(" "), limit: readLimit(limit) });
  if (json) return printJson(report);
  const { results, searchedChunks, staleChunks } = report;
  const passages = results.map(({ score, title, heading, link, text }) => {
    const name = [title, heading].filter((part) => part !== "").join(" > ");
    const place = link === null ? "" : `  ${link}`;
    return `${styled("bold", escapeLine(`${score.toFixed(2)}  ${name}`))}${escapeLine(place)}\n${escapeLine(text.slice(0, MAX_SHOWN_CHARACTERS))}`;
  });
  print([...passages, `${results.length} of ${searchedChunks} chunks.`].join("\n\n"));
  if (staleChunks > 0)
    print(formatStatus("warning", `${staleChunks} chunks are of another model: run \`ai rag reembed\`.`));
}

async function readDocumentFile(file: string) {
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()];
  if (mediaType === undefined)
    throw createFileError(
      `${file} is no text, Markdown or HTML file.`,
      `Use ${Object.keys(MEDIA_TYPES).join(", ")}.`,
    );
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES)
      throw createFileError(`${file} has more than ${MAX_FILE_BYTES} bytes.`, "Split it into several files.");
    const bytes = await readFile(file);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const name = basename(file);
    return { title: name.slice(0, MAX_DOCUMENT_TITLE_CHARACTERS), source: name, mediaType, text };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw createFileError(
      `${file} cannot be read as text in UTF-8.`,
      "Check that it exists, that it may be read, and how it is encoded.",
      error,
    );
  }
}

function readLimit(given: string): number {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw createFileError(`--limit ${given} is no whole number above 0.`, "Give a number, such as 10.");
}

const createFileError = (message: string, hint: string, cause?: unknown) =>
  new AppError({ code: "ai.invalid-document", category: "invalid", message, hint, cause });
