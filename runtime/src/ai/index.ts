export { AiService, type AiServiceOptions, type ObjectRequest } from "./ai-service.ts";
export type { Budget, Reservation } from "./budget/budget.ts";
export {
  type BudgetAmount,
  type BudgetLimit,
  type BudgetShare,
  type BudgetStore,
  createMemoryBudgetStore,
} from "./budget/budget-store.ts";
export type { AiCaller } from "./caller.ts";
export type {
  ChatRequest,
  ChatResponse,
  ChatServiceOptions,
  ChatStream,
  ResponseLimits,
} from "./chat/chat-service.ts";
export type {
  ChatMessage,
  Conversation,
  ConversationStore,
  ConversationSummary,
  MessageFacts,
} from "./conversations/conversation-store.ts";
export { createMemoryConversations } from "./conversations/memory-conversations.ts";
export { type Ai, type AiOptions, type AiStores, createAi } from "./create-ai.ts";
export type { FoundModel, ModelRegistry } from "./models/model-registry.ts";
export type { AiProvider } from "./providers/ai-provider.ts";
export { type AnthropicValues, anthropic, anthropicSettings } from "./providers/anthropic.ts";
export { type GoogleValues, google, googleSettings } from "./providers/google.ts";
export { listProviders, type ProviderValues } from "./providers/list-providers.ts";
export { type OpenAiValues, openAi, openAiSettings } from "./providers/openai.ts";
export {
  type OllamaValues,
  type OpenAiCompatibleValues,
  ollama,
  ollamaSettings,
  openAiCompatible,
  openAiCompatibleSettings,
} from "./providers/openai-compatible.ts";
export { type AiValues, aiSettings } from "./settings.ts";
export { type AiTool, defineTool, type ToolContext } from "./tools/ai-tool.ts";
export { type Approval, type ApprovalStore, createMemoryApprovals } from "./tools/approvals.ts";
export type { Toolbox, ToolCallEvent } from "./tools/toolbox.ts";
export type { MeterOptions } from "./usage/metered-model.ts";
export type { ModelPrice } from "./usage/prices.ts";
export {
  createMemoryUsageStore,
  type UsageEntry,
  type UsageQuery,
  type UsageStore,
} from "./usage/usage-store.ts";
