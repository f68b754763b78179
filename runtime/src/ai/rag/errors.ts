import { AppError } from "../../errors/index.ts";

/** No model embeds: production, or a provider without AI_EMBEDDING_MODEL. */
export const createNoEmbeddingModelError = () =>
  new AppError({
    code: "ai.no-embedding-model",
    category: "unavailable",
    message: "No model that embeds documents is configured.",
    hint: "Set AI_EMBEDDING_MODEL and the setting of its provider.",
  });

/** A document that does not exist, or that belongs to someone else. */
export const createUnknownDocumentError = (id: string) =>
  new AppError({
    code: "ai.unknown-document",
    category: "not-found",
    message: `There is no document ${id}.`,
    hint: "List your documents.",
  });

/** A caller who may read documents of an owner, but not add or remove them. */
export const createForeignOwnerError = (owner: string) =>
  new AppError({
    code: "ai.document-owner-refused",
    category: "forbidden",
    message: `You may not change the documents of ${owner}.`,
    hint: "Add it as a document of your own, or ask for the permission.",
  });

/** A part of a document that is too long, or missing. */
export const createInvalidDocumentError = (message: string, hint: string, cause?: unknown) =>
  new AppError({ code: "ai.invalid-document", category: "invalid", message, hint, cause });

/** A text of which nothing is left to search. */
export const createEmptyDocumentError = () =>
  createInvalidDocumentError(
    "The document has no text.",
    "Add a document with text; scripts and images do not count.",
  );

/** Two processes that add a document of the same source at the same moment. */
export const createDocumentConflictError = (source: string) =>
  new AppError({
    code: "ai.document-conflict",
    category: "conflict",
    message: `A document of the source ${source} is added at this moment.`,
    hint: "Add it again if it is another version.",
  });

/** A model that returned other vectors than it was asked for. */
export const createUnusableVectorsError = (model: string) =>
  new AppError({
    code: "ai.vectors-unusable",
    category: "unavailable",
    message: `${model} did not return one vector for each text.`,
    hint: "Check that AI_EMBEDDING_MODEL is the name of an embedding model.",
  });
