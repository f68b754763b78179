/** Where an entry stands in the health tree and in Overseer. */
type StackGroup = "components" | "services";

export interface StackEntry {
  group: StackGroup;
  /** Its name in the health tree, too. */
  name: string;
  /** What it gives, in one sentence. */
  summary: string;
  /** Where its code lives. */
  folder: string;
  /** Where it is explained. */
  docs: string;
}

/** What this application is made of, in the order in which pages show it. */
export const stack: readonly StackEntry[] = [
  {
    group: "components",
    name: "backend",
    summary: "The HTTP API: Fastify, checked by zod on the way in and out.",
    folder: "app/components/backend",
    docs: "docs/patterns.md",
  },
  {
    group: "components",
    name: "frontend",
    summary: "These pages: React Router in the same process, so a loader calls a service directly.",
    folder: "app/components/frontend",
    docs: "docs/layout.md",
  },
  {
    group: "components",
    name: "cli",
    summary: "The application's own commands, for people and for scripts.",
    folder: "app/cli",
    docs: "docs/patterns.md",
  },
  // #region aegis:database
  {
    group: "components",
    name: "database",
    summary: "Tables, migrations and verified backups, through Drizzle ORM.",
    folder: "app/core/database.ts",
    docs: "docs/database.md",
  },
  // #endregion aegis:database
  // #region aegis:redis
  {
    group: "components",
    name: "redis",
    summary: "A Redis connection that survives outages, and is watched.",
    folder: "app/core/redis.ts",
    docs: "docs/redis.md",
  },
  // #endregion aegis:redis
  // #region aegis:scheduler
  {
    group: "components",
    name: "scheduler",
    summary: "Starts jobs at set times, each tick once.",
    folder: "app/components/scheduler",
    docs: "docs/scheduler.md",
  },
  // #endregion aegis:scheduler
  // #region aegis:worker
  {
    group: "components",
    name: "worker",
    summary: "Runs tasks in the background, again until they succeed.",
    folder: "app/components/worker",
    docs: "docs/worker.md",
  },
  // #endregion aegis:worker
  // #region aegis:cache
  {
    group: "components",
    name: "cache",
    summary: "Values that are costly to compute, kept for a while.",
    folder: "app/core/cache.ts",
    docs: "docs/cache.md",
  },
  // #endregion aegis:cache
  // #region aegis:mail
  {
    group: "services",
    name: "mail",
    summary: "Messages by SMTP, tried again until they are sent.",
    folder: "app/services/mail",
    docs: "docs/mail.md",
  },
  // #endregion aegis:mail
  // #region aegis:auth
  {
    group: "services",
    name: "auth",
    summary: "Accounts, sessions and roles, by better-auth.",
    folder: "app/services/auth",
    docs: "docs/auth.md",
  },
  // #endregion aegis:auth
];
