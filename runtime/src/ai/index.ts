export { AiService, type AiServiceOptions } from "./ai-service.ts";
export type {
  AiBackground,
  BackgroundRequest,
  ResponsePayload,
  StartedResponse,
} from "./background/background-options.ts";
export { createMemoryResponses } from "./background/memory-responses.ts";
export type {
  BackgroundResponse,
  ResponseEnd,
  ResponseKey,
  ResponseState,
  ResponseStore,
} from "./background/response-store.ts";
export type { Budget, Reservation } from "./budget/budget.ts";
export {
  type BudgetAmount,
  type BudgetLimit,
  type BudgetShare,
  type BudgetStore,
  createMemoryBudgetStore,
} from "./budget/budget-store.ts";
export type { AiCaller } from "./caller.ts";
export type { AiAccount, AiAccounts, AiAuditEvent, AiAuth } from "./callers/ai-auth.ts";
export type { AiCallers, FoundCaller } from "./callers/ai-callers.ts";
export type {
  ChatRequest,
  ChatResponse,
  ChatServiceOptions,
  ChatStream,
} from "./chat/chat-service.ts";
export type {
  ChatMessage,
  Conversation,
  ConversationStore,
  ConversationSummary,
  MessageFacts,
} from "./conversations/conversation-store.ts";
export { createMemoryConversations } from "./conversations/memory-conversations.ts";
export { type Ai, type AiOptions, createAi } from "./create-ai.ts";
export type { DeletedAiRows } from "./delete-expired.ts";
export type { EmbedRequest } from "./embeddings/embed-texts.ts";
export type { FoundModel, ModelRegistry, OfferedModel } from "./models/model-registry.ts";
export type { ResponseLimits } from "./models/response-limits.ts";
export type { ObjectRequest } from "./objects/generate-object.ts";
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
export type { AiRoutesOptions } from "./routes/ai-routes.ts";
export { type AiValues, aiSettings } from "./settings.ts";
export type { AiDatabase, AiStores } from "./stores/ai-stores.ts";
export { type AiTool, defineTool, type ToolContext } from "./tools/ai-tool.ts";
export { type Approval, type ApprovalStore, createMemoryApprovals } from "./tools/approvals.ts";
export type { Toolbox, ToolCall, ToolCallEvent, ToolOutcome, ToolScope } from "./tools/toolbox.ts";
export type { MeterOptions } from "./usage/counted-request.ts";
export type { ModelPrice } from "./usage/prices.ts";
export type { UsageEntry } from "./usage/usage-entry.ts";
export {
  createMemoryUsageStore,
  type UsageListQuery,
  type UsageQuery,
  type UsageStore,
} from "./usage/usage-store.ts";
export type { FirstOutputTimes, UsageSummary, UsageTotals } from "./usage/usage-summary.ts";
