export { createRag, PUBLIC_OWNER, type Rag, type RagModels, type RagOptions } from "./create-rag.ts";
export {
  type DocumentInput,
  type DocumentMediaType,
  MAX_DOCUMENT_CHARACTERS,
  MAX_DOCUMENT_TITLE_CHARACTERS,
  MAX_SOURCE_CHARACTERS,
} from "./documents/document-input.ts";
export {
  type AddDocumentRequest,
  type DocumentSearchRequest,
  MAX_QUERY_CHARACTERS,
  MAX_SEARCH_RESULTS,
  RagService,
  type ReembedOptions,
  type ReembedProgress,
} from "./rag-service.ts";
export {
  type DocumentPage,
  type DocumentReport,
  type DocumentSummary,
  documentPage,
  documentReport,
  documentSummary,
  type SearchReport,
  searchReport,
} from "./reports.ts";
export { MAX_SEARCHED_CHUNKS } from "./search/search-vectors.ts";
export { SEARCH_TOOL_NAME } from "./search-tool.ts";
export { type RagValues, ragSettings } from "./settings.ts";
export type { RagDatabase } from "./store/rag-store.ts";
