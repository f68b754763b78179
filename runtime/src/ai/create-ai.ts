import { randomUUID } from "node:crypto";
import type { FastifyPluginAsync } from "fastify";
import type { Logger } from "pino";
import type { Capability, CapabilityParts } from "../application/index.ts";
import type { BaseValues } from "../settings/index.ts";
import type { AiDocuments } from "./ai-documents.ts";
import { AiService } from "./ai-service.ts";
import { createToolCallRecorder } from "./audit/record-tool-calls.ts";
import type { AiBackground } from "./background/background-options.ts";
import { createMemoryResponses } from "./background/memory-responses.ts";
import { createBudget } from "./budget/budget.ts";
import { type BudgetLimit, createMemoryBudgetStore } from "./budget/budget-store.ts";
import type { AiCaller } from "./caller.ts";
import type { AiAuth } from "./callers/ai-auth.ts";
import { type AiCallers, createAiCallers } from "./callers/ai-callers.ts";
import { createMemoryConversations } from "./conversations/memory-conversations.ts";
import { deleteExpired } from "./delete-expired.ts";
import { createDevelopmentProvider, DEVELOPMENT_MODEL } from "./development/development-provider.ts";
import { createAiHealth } from "./health.ts";
import { createMcp } from "./mcp/create-mcp.ts";
import { createModelRegistry } from "./models/model-registry.ts";
import type { AiProvider } from "./providers/ai-provider.ts";
import type { AiRoutesOptions } from "./routes/ai-routes.ts";
import type { AiValues } from "./settings.ts";
import type { AiDatabase, AiStores } from "./stores/ai-stores.ts";
import { createDatabaseStores } from "./stores/create-database-stores.ts";
import type { AiTool } from "./tools/ai-tool.ts";
import { createMemoryApprovals } from "./tools/approvals.ts";
import { createToolbox, type ToolCallEvent } from "./tools/toolbox.ts";
import { combinePrices, type ModelPrice } from "./usage/prices.ts";
import { PUBLISHED_MODEL_PRICES } from "./usage/published-prices.ts";
import { createMemoryUsageStore } from "./usage/usage-store.ts";
import type { UsageSummary } from "./usage/usage-summary.ts";

/** Where users reach an application, as the settings of accounts have it. */
interface PublicAddress {
  readonly PUBLIC_URL?: string | undefined;
}

/** What the models of an application are created from. */
export interface AiOptions {
  readonly settings: AiValues & Pick<BaseValues, "NODE_ENV"> & PublicAddress;
  /** The name of the application. */
  readonly name: string;
  /** The version of the application, for programs that use its tools. */
  readonly version: string;
  readonly log: Logger;
  /** Where its routes are: "/api/v1/ai". */
  readonly path: string;
  /** Where the application writes, absolute: a secret is stored there while AI_SECRET is not set. */
  readonly dataDirectory: string;
  /** The accounts of the application. With them requests belong to users, without them to visitors. */
  readonly auth?: AiAuth;
  /** The providers that may be used; those whose setting is missing are not. */
  readonly providers: readonly AiProvider[];
  /** What a model receives before every conversation. */
  instructions(caller: AiCaller): string;
  /** What models may ask the application to do. */
  readonly tools?: readonly AiTool[];
  /** Documents that models search, with their routes, their command and their check. */
  readonly documents?: AiDocuments;
  /**
   * What models cost, besides the prices that come with the runtime; a model that is named here has these alone. Without a price the cost of
   * a request is unknown, and only its tokens are limited.
   */
  readonly prices?: readonly ModelPrice[];
  /** The application's database, with `aiTables` among its engine tables. Without it everything is kept in memory. */
  readonly database?: AiDatabase | undefined;
  /** Each in the database or in memory unless given. */
  readonly stores?: Partial<AiStores>;
  /** Has a worker answer what is asked in the background; needs `database`. Without it such requests are refused. */
  readonly background?: AiBackground | undefined;
  /** Records the calls of tools; with accounts in their audit log unless given. */
  audit?(event: ToolCallEvent): Promise<void>;
  /** The path of the page where users confirm calls of tools; "/chat" unless given. */
  readonly approvalPath?: string;
  /** Milliseconds since 1970. */
  now?(): number;
}

/** The models of an application. */
export interface Ai extends Capability {
  readonly capability: CapabilityParts & {
    readonly overseer: {
      readonly ai: {
        /** See `Ai.model`. */
        readonly model: string | undefined;
        readonly isPersistent: boolean;
        /** What all requests since a moment (ISO 8601) used. */
        usage(since: string): Promise<UsageSummary>;
        /** What the application has used today, and may. */
        budget: () => ReturnType<AiService["budget"]>;
      };
    };
  };
  readonly service: AiService;
  /** Whose request it is, for pages and other entry points. */
  readonly callers: AiCallers;
  /** Where the application registers the routes: "/api/v1/ai". */
  readonly path: string;
  /**
   * The routes of conversations, approvals and usage, those of documents where there are some, and at `/mcp` below them that of the
   * Model Context Protocol. The application registers them at `path`: `app.register(ai.routes, { prefix: "/ai" })`.
   */
  readonly routes: FastifyPluginAsync<AiRoutesOptions>;
  /** Whether conversations are kept when the process ends. */
  readonly isPersistent: boolean;
  /** The model that answers unless a request names another; undefined in production without a provider. */
  readonly model: string | undefined;
}

const MICRO_USD_PER_CENT = 10_000;
const MS_PER_SECOND = 1_000;

/**
 * Models of the configured providers; in development, while none is, a model that is built in. No library of a provider is loaded, and
 * nothing is sent, before the first request.
 *
 * @throws TypeError when the database lacks the tables `aiTables`
 */
export function createAi(options: AiOptions): Ai {
  const { settings, name, version, log, path, dataDirectory, auth, providers, instructions } = options;
  const { tools = [], documents, prices = [], now = Date.now } = options;
  const isProduction = settings.NODE_ENV === "production";
  const stores: AiStores = {
    ...(options.database ? createDatabaseStores(options.database) : createMemoryStores()),
    ...options.stores,
  };
  const registry = createModelRegistry({
    providers,
    model: settings.AI_MODEL,
    models: settings.AI_MODELS,
    fallback: isProduction
      ? undefined
      : { provider: createDevelopmentProvider(name), model: DEVELOPMENT_MODEL },
  });
  const budget = createBudget({
    store: stores.budgets,
    perCaller: limitOf(settings.AI_USER_TOKENS, settings.AI_USER_CENTS),
    application: limitOf(settings.AI_TOKENS, settings.AI_CENTS),
    log,
    now,
  });
  const toolbox = createToolbox({
    tools: documents ? [...tools, documents.tool] : tools,
    approvals: stores.approvals,
    log,
    audit: options.audit ?? createToolCallRecorder(auth?.audit),
    now,
    createId: randomUUID,
  });
  const service = new AiService({
    registry,
    conversations: stores.conversations,
    toolbox,
    instructions,
    limits: {
      timeoutMs: settings.AI_TIMEOUT * MS_PER_SECOND,
      stallTimeoutMs: settings.AI_STALL_TIMEOUT * MS_PER_SECOND,
      maxOutputTokens: settings.AI_MAX_OUTPUT_TOKENS,
    },
    budget,
    usage: stores.usage,
    responses: stores.responses,
    background: options.background,
    prices: combinePrices(prices, PUBLISHED_MODEL_PRICES),
    log,
    now,
    createId: randomUUID,
    deleteExpired: () => deleteExpired({ stores, retentionDays: settings.AI_RETENTION_DAYS, now }),
  });
  const callers = createAiCallers({ settings, name, dataDirectory, log, auth });
  const { isPersistent } = stores.conversations;
  const mcp = createMcp({
    ai: { service, isPersistent },
    settings,
    name,
    version,
    log,
    accounts: auth,
    approvalPath: options.approvalPath ?? "/chat",
    publicUrl: settings.PUBLIC_URL,
    now,
  });
  return {
    service,
    callers,
    path,
    async routes(app, { draining }) {
      const { createAiRoutes } = await import("./routes/ai-routes.ts");
      const routes = createAiRoutes({
        service,
        callers,
        isPersistent,
        hasAccounts: auth !== undefined,
        chatTimeoutMs: settings.AI_TIMEOUT * MS_PER_SECOND,
        visitorRequests: settings.AI_VISITOR_REQUESTS,
        log,
        now,
      });
      // In a scope of their own: the hook that finds the caller by a cookie is not that of MCP, which accepts tokens alone.
      await app.register(routes, draining ? { draining } : {});
      await app.register(mcp.routes, { prefix: "/mcp" });
      if (documents) await app.register(documents.routes(callers));
    },
    isPersistent,
    model: registry.preferred,
    capability: {
      name: "ai",
      group: "service",
      summary: "answers of models, and what they cost",
      health: createAiHealth({
        registry,
        usage: stores.usage,
        isProduction,
        settings: providers.map(({ setting }) => setting),
        now,
        documents: documents?.checks,
      }),
      overseer: {
        ai: {
          model: registry.preferred,
          isPersistent,
          usage: (since) => service.usageSummary(since),
          // The budget of work without a user is the application's.
          budget: () => service.budget({ kind: "system", id: "overseer" }),
        },
      },
      commands: [
        {
          name: "ai",
          summary: "Talk to models, and see what they cost",
          async load() {
            const { createAiCommand } = await import("./commands/ai-command.ts");
            const { createMcpCommand } = await import("./mcp/command.ts");
            return createAiCommand({
              service,
              registry,
              isPersistent,
              name,
              accounts: auth,
              now,
              parts: [createMcpCommand(mcp), ...(documents ? [await documents.command()] : [])],
            });
          },
        },
      ],
    },
  };
}

const createMemoryStores = (): AiStores => ({
  conversations: createMemoryConversations(),
  approvals: createMemoryApprovals(),
  budgets: createMemoryBudgetStore(),
  usage: createMemoryUsageStore(),
  responses: createMemoryResponses(),
});

const limitOf = (tokens: number, cents: number | undefined): BudgetLimit => ({
  tokens,
  microUsd: cents === undefined ? undefined : cents * MICRO_USD_PER_CENT,
});
