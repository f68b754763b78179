import type { OverseerEntry } from "@aegis-stack/runtime/overseer";

/** A component or service as the start page and Overseer show it. */
export type StackEntry = OverseerEntry;

/** `name` is that of its node in the health tree, too. */
const entry = (
  group: "components" | "services",
  name: string,
  folder: string,
  summary: string,
  docs = `npx my-app docs ${name}`,
): StackEntry => ({ group, name, summary, folder, docs });

/** What this application consists of, in the order in which pages show it. */
export const stack: readonly StackEntry[] = [
  entry("components", "backend", "app/components/backend", "The HTTP API, by Fastify.", "docs/patterns.md"),
  entry("components", "frontend", "app/components/frontend", "Pages, by React Router.", "docs/layout.md"),
  entry("components", "cli", "app/cli", "The application's own commands.", "docs/patterns.md"),
  entry("components", "database", "app/core/database.ts", "Tables, migrations and verified backups."), // aegis:database
  entry("components", "redis", "app/core/redis.ts", "Connections that survive an outage."), // aegis:redis
  entry("components", "scheduler", "app/components/scheduler", "Jobs at set times, each run once."), // aegis:scheduler
  entry("components", "worker", "app/components/worker", "Background tasks, retried until they succeed."), // aegis:worker
  entry("components", "cache", "app/core/cache.ts", "Values that are costly to compute."), // aegis:cache
  entry("services", "mail", "app/services/mail", "Messages by SMTP, retried until they are sent."), // aegis:mail
  entry("services", "ai", "app/services/ai", "Chat with models, with tools and budgets."), // aegis:ai
  entry("services", "auth", "app/services/auth", "Accounts, sessions and roles, by better-auth."), // aegis:auth
];
