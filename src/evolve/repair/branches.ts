import type { Files } from "../../render/file.ts";

/** One of two branches: what was written there, and what its owner made of it. */
export interface Side {
  readonly base: Files;
  /** As the branch has it; null where only the folder is known, in which git has put both together. */
  readonly ours: Files | null;
}

export interface Branches {
  readonly ours: Side;
  readonly theirs: Side;
  /** Where the two parted; null where that is not known. */
  readonly base: Side | null;
}
