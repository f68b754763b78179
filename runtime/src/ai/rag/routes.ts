import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses, requireOwnOrigin } from "../../http/index.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import {
  MAX_DOCUMENT_CHARACTERS,
  MAX_DOCUMENT_TITLE_CHARACTERS,
  MAX_PAGE_DOCUMENTS,
  MAX_QUERY_CHARACTERS,
  MAX_SEARCH_RESULTS,
  MAX_SOURCE_CHARACTERS,
} from "./limits.ts";
import { type DocumentOwners, requireWritable } from "./owners.ts";
import type { RagService } from "./rag-service.ts";
import { documentPage, documentReport, documentSummary, searchReport } from "./reports.ts";

/** Finds who sends a request. `AiCallers` does. */
export interface RagCallers {
  /** @param cookie the header of the request @throws AppError where no one is served without a session */
  find(
    cookie: string | undefined,
    address?: string,
  ): Promise<{ readonly caller: AiCaller; readonly cookies: readonly string[] }>;
}

/** What the routes are created from. */
export interface RagRoutesOptions {
  readonly service: Pick<
    RagService,
    "addDocument" | "listDocuments" | "readDocument" | "removeDocument" | "search"
  >;
  readonly callers: RagCallers;
  readonly owners: DocumentOwners;
}

/** A document is JSON, in which a character takes up to four bytes as a rule. */
const MAX_DOCUMENT_BYTES = 4 * MAX_DOCUMENT_CHARACTERS;

/** Embedding a long document takes as long as its provider takes for each batch. */
const EMBEDDING_TIMEOUT_MS = 300_000;

const params = z.object({ id: z.string().min(1).max(64) });
const about = { tags: ["documents"] };

/** The documents of the caller, below the path where the application registers them: `/documents`. */
export function createRagRoutes({ service, callers, owners }: RagRoutesOptions): FastifyPluginAsyncZod {
  return async (app) => {
    const found = new WeakMap<object, AiCaller>();
    const getCaller = (request: object): AiCaller => {
      const caller = found.get(request);
      if (caller === undefined) throw new TypeError("The caller of a request is known to its routes only");
      return caller;
    };

    // Before the body is read: a client without a session cannot make the server read megabytes.
    app.addHook("preParsing", async (request, reply) => {
      requireOwnOrigin(request);
      const { caller, cookies } = await callers.find(request.headers.cookie, request.ip);
      if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
      found.set(request, caller);
    });

    app.get(
      "/documents",
      {
        schema: {
          ...about,
          summary: "The documents that the caller may read, newest first",
          querystring: z.object({
            limit: z.coerce.number().int().min(1).max(MAX_PAGE_DOCUMENTS).optional(),
            /** The id of the last document on the page before. */
            before: z.string().max(64).optional(),
          }),
          response: { 200: documentPage, ...problemResponses },
        },
      },
      async (request) => service.listDocuments(await owners.readable(getCaller(request)), request.query),
    );

    app.post(
      "/documents",
      {
        bodyLimit: MAX_DOCUMENT_BYTES,
        handlerTimeout: EMBEDDING_TIMEOUT_MS,
        schema: {
          ...about,
          summary: "Adds a document, in the place of the one of the same source",
          body: z.object({
            /** Whose it becomes; the caller's unless given. */
            owner: z.string().min(1).optional(),
            title: z.string().min(1).max(MAX_DOCUMENT_TITLE_CHARACTERS),
            source: z.string().max(MAX_SOURCE_CHARACTERS).optional(),
            mediaType: z.enum(["text/plain", "text/markdown", "text/html"]),
            text: z.string().min(1).max(MAX_DOCUMENT_CHARACTERS),
          }),
          response: { 201: documentSummary, ...problemResponses },
        },
      },
      async (request, reply) => {
        const caller = getCaller(request);
        const { owner = toOwner(caller), ...document } = request.body;
        await requireWritable(owners, caller, owner);
        return reply.code(201).send(await service.addDocument({ ...document, owner, caller }));
      },
    );

    app.get(
      "/documents/:id",
      {
        schema: {
          ...about,
          summary: "A document with its text",
          params,
          response: { 200: documentReport, ...problemResponses },
        },
      },
      async (request) => service.readDocument(await owners.readable(getCaller(request)), request.params.id),
    );

    app.delete(
      "/documents/:id",
      {
        schema: {
          ...about,
          summary: "Deletes a document",
          params,
          response: { 204: z.null(), ...problemResponses },
        },
      },
      async (request, reply) => {
        const writable = await owners.writable(getCaller(request));
        await service.removeDocument(
          writable.map(({ owner }) => owner),
          request.params.id,
        );
        return reply.code(204).send(null);
      },
    );

    app.post(
      "/documents/search",
      {
        schema: {
          ...about,
          summary:
            "The passages that are most similar to a question, in the documents that the caller may read",
          body: z.object({
            query: z.string().min(1).max(MAX_QUERY_CHARACTERS),
            limit: z.int().min(1).max(MAX_SEARCH_RESULTS).optional(),
          }),
          response: { 200: searchReport, ...problemResponses },
        },
      },
      async (request) => {
        const caller = getCaller(request);
        return service.search({ ...request.body, owners: await owners.readable(caller), caller });
      },
    );
  };
}
