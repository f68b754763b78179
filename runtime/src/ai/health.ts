import type { HealthCheck, HealthGroup } from "../health/index.ts";
import type { ModelRegistry } from "./models/model-registry.ts";
import type { UsageStore } from "./usage/usage-store.ts";

/** What the checks are created from. */
export interface AiHealthOptions {
  readonly registry: Pick<ModelRegistry, "providers" | "preferred">;
  readonly usage: Pick<UsageStore, "list" | "summarise">;
  readonly isProduction: boolean;
  /** The settings of the providers, for the sentence that says what to set. */
  readonly settings: readonly string[];
  /** The checks of documents, where the application has some. */
  readonly documents?: readonly HealthCheck[] | undefined;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Requests that are looked at to judge how they go. */
const RECENT_MS = 900_000;

/** Models in the health tree. No check is critical: whatever a provider does, pages and most routes still respond. */
export function createAiHealth({
  registry,
  usage,
  isProduction,
  settings,
  documents = [],
  now,
}: AiHealthOptions): HealthGroup {
  const { providers, preferred } = registry;
  const isDevelopment = providers.every(({ name }) => name === "development");
  return {
    name: "ai",
    checks: [
      {
        name: "provider",
        critical: false,
        check() {
          const toSet = `Set AI_MODEL and one of ${settings.join(", ")}.`;
          if (providers.length === 0)
            return { status: "info", message: `No provider is configured. ${toSet}` };
          if (isDevelopment && !isProduction)
            return {
              status: "info",
              message: "No provider is configured: the development model answers, on this machine.",
            };
          const hosts = providers.map(({ name, host }) => `${name} (${host})`).join(", ");
          if (preferred === undefined)
            return {
              status: "warning",
              message: `AI_MODEL is not set, so each request has to name a model of ${hosts}.`,
            };
          return {
            status: "healthy",
            message: `${preferred} answers.`,
            metadata: { model: preferred, providers: hosts },
          };
        },
      },
      {
        name: "requests",
        critical: false,
        async check() {
          const since = new Date(now() - RECENT_MS).toISOString();
          const [last] = await usage.list({ since, limit: 1 });
          const { totals } = await usage.summarise({ since });
          const requests = totals.reduce((sum, total) => sum + total.requests, 0);
          const failed = totals.reduce((sum, total) => sum + total.failed, 0);
          const metadata = { requests, failed };
          if (last?.outcome === "failed")
            return { status: "warning", message: `The last request failed: ${last.error}.`, metadata };
          const counted = requests === 1 ? "One request" : `${requests} requests`;
          return {
            status: "healthy",
            message: `${counted} within 15 minutes, ${failed} failed.`,
            metadata,
          };
        },
      },
      ...documents,
    ],
  };
}
