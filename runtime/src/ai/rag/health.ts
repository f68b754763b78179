import type { HealthCheck } from "../../health/index.ts";
import type { RagService } from "./rag-service.ts";
import { MAX_SEARCHED_CHUNKS } from "./search/search-vectors.ts";

/** Documents in the health tree. The check is not critical: pages and chats respond without them. */
export const createDocumentsCheck = ({
  service,
}: {
  readonly service: Pick<RagService, "count">;
}): HealthCheck => ({
  name: "documents",
  critical: false,
  async check() {
    const { model, current, stale } = await service.count();
    const metadata = { model: model ?? null, chunks: current + stale, stale };
    if (model === undefined)
      return {
        status: "info",
        message: "No model that embeds documents is configured. Set AI_EMBEDDING_MODEL.",
        metadata,
      };
    if (stale > 0)
      return {
        status: "warning",
        message: `${stale} of ${current + stale} chunks are of another model than ${model} and are not found. Run \`ai rag reembed\`.`,
        metadata,
      };
    if (current > MAX_SEARCHED_CHUNKS)
      return {
        status: "info",
        message: `${current} chunks; without an index one search compares ${MAX_SEARCHED_CHUNKS}. On PostgreSQL \`ai rag index\` adds one.`,
        metadata,
      };
    return { status: "healthy", message: `${current} chunks of ${model}.`, metadata };
  },
});
