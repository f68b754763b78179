export { createRag, type Rag, type RagModels, type RagOptions } from "./create-rag.ts";
export type { DocumentInput, DocumentMediaType } from "./documents/document-input.ts";
export {
  MAX_DOCUMENT_CHARACTERS,
  MAX_DOCUMENT_TITLE_CHARACTERS,
  MAX_QUERY_CHARACTERS,
  MAX_SEARCH_RESULTS,
  MAX_SOURCE_CHARACTERS,
} from "./limits.ts";
export { type DocumentOwner, type DocumentOwners, type FindOrganisations, PUBLIC_OWNER } from "./owners.ts";
export {
  type AddDocumentRequest,
  type DocumentSearchRequest,
  RagService,
} from "./rag-service.ts";
export type { ReembedOptions, ReembedProgress } from "./reembed-options.ts";
export type { DocumentPage, DocumentReport, DocumentSummary, SearchReport } from "./reports.ts";
export { MAX_SEARCHED_CHUNKS } from "./search/search-vectors.ts";
export { SEARCH_TOOL_NAME } from "./search-tool.ts";
export { type RagValues, ragSettings } from "./settings.ts";
export type { RagDatabase } from "./store/rag-store.ts";
export type { BuiltIndex, VectorIndex } from "./vector-index/index-types.ts";
