/** How far re-embedding has come. */
export interface ReembedProgress {
  readonly done: number;
  readonly total: number;
}

/** How to embed again. */
export interface ReembedOptions {
  /** Aborts between two batches; the next call continues there. */
  readonly signal?: AbortSignal | undefined;
  onProgress?(progress: ReembedProgress): void | Promise<void>;
}
