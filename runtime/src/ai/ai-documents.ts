import type { FastifyPluginAsync } from "fastify";
import type { CommandModule } from "../commands/index.ts";
import type { HealthCheck } from "../health/index.ts";
import type { AiCallers } from "./callers/ai-callers.ts";
import type { AiTool } from "./tools/ai-tool.ts";

/** The documents of an application, as its models use them. `createRag` of `ai/rag` creates them. */
export interface AiDocuments {
  /** By which a model searches the documents that its caller may read. */
  readonly tool: AiTool;
  /** What stands below the command `ai`; imported when that is run. */
  command(): Promise<CommandModule>;
  /** What stands beside the checks of models in the health tree. */
  readonly checks: readonly HealthCheck[];
  /** The routes below those of models. */
  routes(callers: AiCallers): FastifyPluginAsync;
}
