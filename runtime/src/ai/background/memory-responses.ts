import type { UIMessageChunk } from "ai";
import { LRUCache } from "lru-cache";
import type { BackgroundResponse, ResponseKey, ResponseStore } from "./response-store.ts";

/** Responses that a process without a database remembers. */
const MAX_REMEMBERED_RESPONSES = 1_000;

interface StoredResponse {
  readonly response: BackgroundResponse;
  readonly chunks: readonly UIMessageChunk[];
}

const isActive = ({ state }: BackgroundResponse) => state === "queued" || state === "running";

/** Responses in the memory of one process. They end with it. */
export function createMemoryResponses(): ResponseStore {
  const stored = new LRUCache<string, StoredResponse>({ max: MAX_REMEMBERED_RESPONSES });

  function find({ owner, id }: ResponseKey): StoredResponse | undefined {
    const found = stored.get(id);
    return found?.response.owner === owner ? found : undefined;
  }

  const listOf = (owner: string, conversation: string) =>
    [...stored.values()]
      .map(({ response }) => response)
      .filter((response) => response.owner === owner && response.conversation === conversation);

  return {
    async create(response) {
      if (listOf(response.owner, response.conversation).some(isActive)) return false;
      const queued = { ...response, state: "queued", updatedAt: response.createdAt } as const;
      stored.set(response.id, { response: queued, chunks: [] });
      return true;
    },
    read: async (key) => find(key)?.response,
    findActive: async (owner, conversation) => listOf(owner, conversation).find(isActive),
    async begin(key, at) {
      const found = find(key);
      if (found?.response.state !== "queued") return false;
      stored.set(key.id, { ...found, response: { ...found.response, state: "running", updatedAt: at } });
      return true;
    },
    async append(key, chunks, at) {
      const found = find(key);
      if (found?.response.state !== "running") return found?.response.state;
      const response = { ...found.response, updatedAt: at };
      stored.set(key.id, { response, chunks: [...found.chunks, ...chunks] });
      return "running";
    },
    async end(key, { state, chunks = [], at }) {
      const found = find(key);
      if (found === undefined || !isActive(found.response)) return false;
      const response = { ...found.response, state, updatedAt: at };
      stored.set(key.id, { response, chunks: [...found.chunks, ...chunks] });
      return true;
    },
    readChunks: async (key, after, limit) => find(key)?.chunks.slice(after, after + limit) ?? [],
    async deleteByConversation(owner, conversation) {
      for (const { id } of listOf(owner, conversation)) stored.delete(id);
    },
    async deleteOlderThan(moment) {
      const old = [...stored.values()].filter(({ response }) => response.updatedAt < moment);
      for (const { response } of old) stored.delete(response.id);
      return old.length;
    },
  };
}
