import type { UIMessageChunk } from "ai";

/** "queued" until a worker begins it. "ended" also where it broke off: its last chunk says why. */
export type ResponseState = "queued" | "running" | "ended" | "cancelled";

/** An answer that a worker writes. Times are ISO 8601. */
export interface BackgroundResponse {
  /** Also the id of the message that it answers. */
  readonly id: string;
  readonly owner: string;
  readonly conversation: string;
  /** With its provider. */
  readonly model: string;
  readonly state: ResponseState;
  readonly createdAt: string;
  /** When its worker was last seen. */
  readonly updatedAt: string;
}

/** What a response is found by: none is reached without its owner. */
export interface ResponseKey {
  readonly owner: string;
  readonly id: string;
}

/** How a response ends. */
export interface ResponseEnd {
  readonly state: "ended" | "cancelled";
  /** Its last chunks; none unless given. */
  readonly chunks?: readonly UIMessageChunk[];
  /** ISO 8601. */
  readonly at: string;
}

/** Stores the answers that workers write, for the processes that stream them. A response that is queued or running is active. */
export interface ResponseStore {
  /** Stores a queued one. @returns false, and stores nothing, where another response of the conversation is active */
  create(response: Omit<BackgroundResponse, "state" | "updatedAt">): Promise<boolean>;
  /** Undefined where there is none, or where it belongs to someone else. */
  read(key: ResponseKey): Promise<BackgroundResponse | undefined>;
  /** The active one of a conversation; undefined where there is none, or where it belongs to someone else. */
  findActive(owner: string, conversation: string): Promise<BackgroundResponse | undefined>;
  /** Marks a queued one as running. Of any number of callers one succeeds. @returns whether it was queued */
  begin(key: ResponseKey, at: string): Promise<boolean>;
  /**
   * Adds chunks to a running one, and records that its worker is alive. To one that is not running nothing is added.
   *
   * @returns its state; undefined where there is none
   */
  append(key: ResponseKey, chunks: readonly UIMessageChunk[], at: string): Promise<ResponseState | undefined>;
  /** Ends an active one, and adds its last chunks. Of any number of callers one succeeds. @returns whether it was active */
  end(key: ResponseKey, end: ResponseEnd): Promise<boolean>;
  /** Its chunks in their order. @param after how many are left out at the beginning @param limit how many are read at most */
  readChunks(key: ResponseKey, after: number, limit: number): Promise<readonly UIMessageChunk[]>;
  /** Deletes those of a conversation, with their chunks. */
  deleteByConversation(owner: string, conversation: string): Promise<void>;
  /** Deletes those whose last change was before a moment (ISO 8601), with their chunks. @returns how many */
  deleteOlderThan(moment: string): Promise<number>;
}
