/** What building an index has led to. */
export interface BuiltIndex {
  /** Whether there is an index now. */
  readonly isAvailable: boolean;
  /** Chunks that were added to it. */
  readonly added: number;
  /** One sentence for an operator. */
  readonly message: string;
}

/** Which chunks to find. */
export interface NearestQuery {
  readonly owners: readonly string[];
  readonly model: string;
  readonly vector: Float32Array;
  readonly limit: number;
}

/** A chunk and its vector, as `encodeVector` wrote it. */
export interface IndexedVector {
  readonly id: string;
  readonly vector: string;
}

/** An index of vectors, which a search uses where it exists. */
export interface VectorIndex {
  /** Creates the index, or adds what is new to it. @param model whose vectors are indexed */
  build(model: string | undefined): Promise<BuiltIndex>;
  /**
   * The nearest chunks by the index, and all that are not in it yet. More than `limit`, so that comparing them exactly gives the same
   * result as comparing all.
   *
   * @returns undefined where there is no index
   */
  findNearest(query: NearestQuery): Promise<readonly IndexedVector[] | undefined>;
}
