import type { AiService } from "../ai-service.ts";
import type { AiCaller } from "../caller.ts";
import type { DocumentInput } from "./documents/document-input.ts";
import { embedInBatches } from "./embed-in-batches.ts";
import {
  createDocumentConflictError,
  createInvalidDocumentError,
  createNoEmbeddingModelError,
  createUnknownDocumentError,
} from "./errors.ts";
import {
  MAX_DOCUMENT_CHUNKS,
  MAX_PAGE_DOCUMENTS,
  MAX_QUERY_CHARACTERS,
  MAX_SEARCH_RESULTS,
} from "./limits.ts";
import type { ReembedOptions } from "./reembed-options.ts";
import type { DocumentPage, DocumentReport, DocumentSummary, SearchReport } from "./reports.ts";
import { findLink } from "./search/link.ts";
import { rankVectors, searchVectors } from "./search/search-vectors.ts";
import type { DocumentRow, RagDatabase, RagStore } from "./store/rag-store.ts";
import type { VectorIndex } from "./vector-index/index-types.ts";
import { decodeVector, encodeVector } from "./vectors/vector-text.ts";

/** What the service is created from. */
export interface RagServiceOptions {
  readonly database: Pick<RagDatabase, "isConflict">;
  readonly store: RagStore;
  readonly index: Pick<VectorIndex, "findNearest">;
  /** The embedding model, with its provider; undefined where there is none. */
  findModel(): string | undefined;
  embed: AiService["embed"];
  /** The address of a document's page, where the application has one. */
  readonly documentLink?: ((id: string) => string) | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  createId(): string;
}

/** For whom something is embedded: it counts in their budget. */
interface EmbeddingContext {
  /** Unless given, the application itself. */
  readonly caller?: AiCaller | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A document to add. */
export interface AddDocumentRequest extends DocumentInput, EmbeddingContext {}

/** A question to documents. */
export interface DocumentSearchRequest extends EmbeddingContext {
  /** Whose documents may be found. */
  readonly owners: readonly string[];
  readonly query: string;
  /** How many chunks to return at most; 5 unless given. */
  readonly limit?: number | undefined;
}

const DEFAULT_RESULTS = 5;
const DEFAULT_PAGE_DOCUMENTS = 50;

const APPLICATION_CALLER: AiCaller = { kind: "system", id: "rag" };

/** Documents that models and users search. Every method that reads takes the owners whose documents may be read. */
export class RagService {
  readonly #options: RagServiceOptions;

  constructor(options: RagServiceOptions) {
    this.#options = options;
  }

  /**
   * Adds a document, in the place of the owner's document of the same source. Nothing is stored before all of it is embedded.
   *
   * @throws AppError `ai.invalid-document`, `ai.document-conflict`, `ai.no-embedding-model`, or why it could not be embedded
   */
  async addDocument(request: AddDocumentRequest): Promise<DocumentSummary> {
    const { store, database, now, createId } = this.#options;
    const model = this.#requireModel();
    // Few processes add documents, and a process loads what it uses.
    const { readDocumentInput } = await import("./documents/document-input.ts");
    const { splitText } = await import("./chunks/split-text.ts");
    const document = await readDocumentInput(request);
    const { owner, title, source, mediaType, text } = document;
    const parts = splitText(text, mediaType !== "text/plain");
    if (parts.length > MAX_DOCUMENT_CHUNKS)
      throw createInvalidDocumentError(
        `The document has more than ${MAX_DOCUMENT_CHUNKS} parts.`,
        "Split it into several documents, or add it as plain text.",
      );
    const vectors = await this.#embed(
      request,
      "add-document",
      model,
      parts.map((part) => ({ ...part, title })),
    );
    const row = {
      id: createId(),
      owner,
      title,
      source,
      mediaType,
      createdAt: new Date(now()),
      characters: text.length,
      chunks: parts.length,
    };
    const chunks = parts.map((part, position) => ({
      id: createId(),
      documentId: row.id,
      owner,
      model,
      position,
      vector: encodeVector(vectors[position] ?? []),
      ...part,
    }));
    try {
      await store.insert({ ...row, text }, chunks);
    } catch (error) {
      if (database.isConflict(error)) throw createDocumentConflictError(source ?? title);
      throw error;
    }
    return this.#toSummary(row);
  }

  /** Documents of these owners, the newest first. @param before the id of the last one on the page before */
  async listDocuments(
    owners: readonly string[],
    {
      limit = DEFAULT_PAGE_DOCUMENTS,
      before,
    }: { limit?: number | undefined; before?: string | undefined } = {},
  ): Promise<DocumentPage> {
    const wanted = Math.min(Math.max(1, limit), MAX_PAGE_DOCUMENTS);
    const rows = await this.#options.store.list(owners, wanted + 1, before);
    const documents = rows.slice(0, wanted).map((row) => this.#toSummary(row));
    return { documents, more: rows.length > wanted };
  }

  /** A document with its text, HTML as Markdown. @throws AppError `ai.unknown-document` */
  async readDocument(owners: readonly string[], id: string): Promise<DocumentReport> {
    const row = await this.#options.store.read(owners, id);
    if (row === undefined) throw createUnknownDocumentError(id);
    return { ...this.#toSummary(row), text: row.text };
  }

  /** Deletes a document and its chunks. @throws AppError `ai.unknown-document` */
  async removeDocument(owners: readonly string[], id: string): Promise<void> {
    if (!(await this.#options.store.remove(owners, id))) throw createUnknownDocumentError(id);
  }

  /**
   * Finds what is most similar to a question in the documents of these owners.
   *
   * @throws AppError `ai.invalid-document` for a question that is empty or too long, `ai.no-embedding-model`, or why it could not be embedded
   */
  async search(request: DocumentSearchRequest): Promise<SearchReport> {
    const { owners, limit = DEFAULT_RESULTS, signal } = request;
    const { store, index, documentLink } = this.#options;
    const model = this.#requireModel();
    const query = requireQuery(request.query);
    const none = { results: [], searchedChunks: 0, staleChunks: 0, isLimited: false };
    if (owners.length === 0) return none;
    const { current, stale } = await store.count(model, owners);
    if (current === 0) return { ...none, staleChunks: stale };
    const [embedded = []] = await this.#embed(request, "search-documents", model, [
      { title: "", heading: "", text: query },
    ]);
    const vector = decodeVector(encodeVector(embedded));
    if (vector === undefined) return { ...none, staleChunks: stale };
    const wanted = Math.min(Math.max(1, limit), MAX_SEARCH_RESULTS);
    const wantedVectors = { owners, model, vector, limit: wanted };
    const nearest = await index.findNearest(wantedVectors);
    const { matches, searchedChunks, isLimited } =
      nearest === undefined
        ? await searchVectors(store, { ...wantedVectors, signal })
        : { matches: rankVectors(nearest, wantedVectors), searchedChunks: current, isLimited: false };
    const found = await store.chunks(
      owners,
      matches.map(({ id }) => id),
    );
    const chunks = new Map(found.map((chunk) => [chunk.id, chunk]));
    const results = matches.flatMap(({ id, score }) => {
      const chunk = chunks.get(id);
      if (chunk === undefined) return [];
      const { documentId, title, source, heading, text } = chunk;
      return [
        {
          score,
          document: documentId,
          title,
          link: findLink(source, documentId, documentLink),
          heading,
          text,
        },
      ];
    });
    return { results, searchedChunks, staleChunks: stale, isLimited };
  }

  /** Counts the chunks of all owners. */
  async count(): Promise<{
    readonly model: string | undefined;
    readonly current: number;
    readonly stale: number;
  }> {
    const model = this.#options.findModel();
    return { model, ...(await this.#options.store.count(model ?? "")) };
  }

  /**
   * Embeds the chunks again that are of another model, in batches. What is done stays done, so a call after an error continues.
   *
   * @returns how many were embedded
   * @throws AppError `ai.no-embedding-model`, or why a batch could not be embedded; the reason of `signal` once it aborts
   */
  async reembed({ signal, onProgress }: ReembedOptions = {}): Promise<number> {
    const model = this.#requireModel();
    const { reembedChunks } = await import("./reembed.ts");
    return reembedChunks({
      store: this.#options.store,
      model,
      embed: (chunks) => this.#embed({ signal }, "reembed-documents", model, chunks),
      signal,
      onProgress,
    });
  }

  #embed(
    { caller = APPLICATION_CALLER, signal }: EmbeddingContext,
    action: string,
    model: string,
    chunks: readonly { readonly title: string; readonly heading: string; readonly text: string }[],
  ): Promise<readonly (readonly number[])[]> {
    // The title and the headings tell a model what a paragraph is about.
    const texts = chunks.map(({ title, heading, text }) =>
      [title, heading, text].filter((part) => part !== "").join("\n"),
    );
    return embedInBatches(this.#options.embed, { caller, action, model, signal, texts });
  }

  #requireModel(): string {
    const model = this.#options.findModel();
    if (model === undefined) throw createNoEmbeddingModelError();
    return model;
  }

  #toSummary({
    id,
    owner,
    title,
    source,
    mediaType,
    createdAt,
    characters,
    chunks,
  }: DocumentRow): DocumentSummary {
    const link = findLink(source, id, this.#options.documentLink);
    return {
      id,
      owner,
      title,
      source,
      link,
      mediaType,
      createdAt: createdAt.toISOString(),
      characters,
      chunks,
    };
  }
}

function requireQuery(given: string): string {
  const query = given.trim();
  if (query !== "" && query.length <= MAX_QUERY_CHARACTERS) return query;
  throw createInvalidDocumentError(
    query === ""
      ? "The question is empty."
      : `The question has more than ${MAX_QUERY_CHARACTERS} characters.`,
    `Ask with 1 to ${MAX_QUERY_CHARACTERS} characters.`,
  );
}
