import { readFile, stat } from "node:fs/promises";
import { AppError } from "../../../errors/index.ts";
import { escapeLine, formatStatus, formatTable, print, printJson, styled } from "../../../terminal/index.ts";
import { MAX_DOCUMENT_FILE_BYTES, readDocumentFile, requireMediaType } from "../documents/document-file.ts";
import { createInvalidDocumentError } from "../errors.ts";
import type { DocumentSummary } from "../reports.ts";
import type { RagCommandFlags, RagCommandOptions } from "./options.ts";

/** Characters of a passage that a terminal shows. */
const MAX_SHOWN_CHARACTERS = 300;

/** `ai rag add`: all files are read before the first is added. @throws AppError `ai.invalid-document`, `ai.*` */
export async function addFiles(
  { service }: RagCommandOptions,
  files: readonly string[],
  { owner, json }: RagCommandFlags,
): Promise<void> {
  const documents = await Promise.all(files.map(readFileAsDocument));
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

async function readFileAsDocument(file: string) {
  requireMediaType(file);
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > MAX_DOCUMENT_FILE_BYTES)
      throw createInvalidDocumentError(
        `${file} has more than ${MAX_DOCUMENT_FILE_BYTES} bytes.`,
        "Split it into several files.",
      );
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw createInvalidDocumentError(
      `${file} cannot be read.`,
      "Check that it exists, and that you may read it.",
      error,
    );
  }
  return readDocumentFile(file, bytes);
}

function readLimit(given: string): number {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw createInvalidDocumentError(
    `--limit ${given} is no whole number above 0.`,
    "Give a number, such as 10.",
  );
}
