import type { RagService } from "../rag-service.ts";
import type { VectorIndex } from "../vector-index/index-types.ts";

/** What the command is created from. */
export interface RagCommandOptions {
  readonly service: RagService;
  readonly index: VectorIndex;
}

/** What every command below `ai rag` accepts. */
export interface RagCommandFlags {
  readonly json?: boolean;
  /** Whose documents. */
  readonly owner: string;
}
