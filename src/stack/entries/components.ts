import { type Entry, entry } from "../entry.ts";

/** The components to choose from, in the order in which they are shown, asked for and written down. */
export const componentEntries: readonly Entry[] = [
  entry({
    name: "database",
    kind: "component",
    title: "Database",
    gives: "tables, migrations and backups through Drizzle ORM",
    status: "available",
    choices: [
      { name: "sqlite", gives: "one file, nothing to install", status: "available" },
      { name: "postgres", gives: "a server, for several machines", status: "available" },
    ],
    defaults: [{ choice: "sqlite" }],
    pairsWell: ["scheduler", "auth"],
    containers: [{ when: "database=postgres", name: "postgres", gives: "the PostgreSQL server" }],
    commands: [{ name: "db:generate", gives: "a migration from what has changed in the tables" }],
    afterInstall: [{ name: "db:generate", gives: "migrations for its tables" }],
    outlives: [
      { when: "database=sqlite", name: "data/app.db", gives: "the database with all its rows" },
      {
        when: "database=postgres",
        name: "DATABASE_URL",
        gives: "the database on its server, with all its rows",
      },
      { name: "data/backups", gives: "its backups" },
      { name: "migrations/", gives: "its migrations" },
    ],
    claims: [
      {
        paths: [
          "app/core/columns.ts",
          "app/core/database.fixture.ts",
          "app/core/database.test.ts",
          "app/core/database.ts",
          "app/core/engine-tables.ts",
          "app/services/seed.ts",
          "app/services/tables.ts",
          "drizzle.config.ts",
          "tests/database/",
        ],
        dependencies: ["drizzle-orm", "drizzle-zod"],
        devDependencies: ["drizzle-kit"],
        scripts: ["db:generate"],
      },
      {
        when: "database=sqlite",
        dependencies: ["better-sqlite3"],
        devDependencies: ["@types/better-sqlite3"],
      },
      {
        when: "database=postgres",
        dependencies: ["pg"],
        devDependencies: ["@types/pg"],
      },
    ],
  }),
  entry({
    name: "redis",
    kind: "component",
    title: "Redis",
    gives: "a Redis connection that survives outages, watched by the health tree",
    status: "available",
    pairsWell: ["worker", "cache"],
    containers: [{ name: "redis", gives: "the Redis server" }],
    claims: [
      {
        paths: ["app/core/redis.ts"],
        dependencies: ["ioredis"],
      },
    ],
  }),
  entry({
    name: "scheduler",
    kind: "component",
    title: "Scheduler",
    gives: "jobs that run at set times, each tick once",
    status: "available",
    choices: [
      { name: "memory", gives: "forgets on restart, needs nothing", status: "available" },
      { name: "database", gives: "remembers across restarts and several schedulers", status: "available" },
    ],
    defaults: [{ when: "database", choice: "database" }, { choice: "memory" }],
    requires: [
      {
        when: "scheduler=database",
        needs: "database",
        because: "scheduler[database] keeps its jobs and their runs there",
      },
    ],
    pairsWell: ["database", "worker"],
    containers: [{ when: "scheduler=database", name: "scheduler", gives: "starts the jobs" }],
    commands: [
      {
        when: "scheduler=database",
        name: "scheduler",
        gives: "the process that starts the jobs in production",
      },
    ],
    outlives: [
      {
        when: "scheduler=database",
        name: "tables aegis_scheduled_jobs, aegis_job_runs and aegis_schedulers",
        gives: "its jobs and their history",
      },
    ],
    claims: [
      {
        paths: ["app/components/scheduler/", "app/entrypoints/scheduler.ts", "app/services/jobs/"],
        dependencies: ["croner"],
        scripts: ["scheduler"],
      },
      {
        when: "database",
        paths: ["app/components/scheduler/jobs/backup-database.ts"],
      },
    ],
  }),
  entry({
    name: "worker",
    kind: "component",
    title: "Worker",
    gives: "tasks that run in the background, retried until they succeed",
    status: "available",
    choices: [
      { name: "redis", gives: "the fastest queues", status: "available" },
      { name: "postgres", gives: "queues in the database you already have", status: "available" },
    ],
    defaults: [{ choice: "redis" }],
    requires: [
      { when: "worker=redis", needs: "redis", because: "worker[redis] keeps its queues there" },
      {
        when: "worker=postgres",
        needs: "database[postgres]",
        because: "worker[postgres] keeps its queues there",
      },
    ],
    pairsWell: ["scheduler", "redis"],
    containers: [{ name: "worker", gives: "runs the tasks" }],
    commands: [{ name: "worker", gives: "the process that runs the tasks in production" }],
    claims: [
      {
        paths: [
          "app/components/worker/",
          "app/core/queue.ts",
          "app/entrypoints/worker.ts",
          "app/services/system/system-report/",
          "app/services/tasks/",
        ],
        dependencies: ["bullmq"],
        scripts: ["worker"],
      },
      {
        when: "worker=redis",
        devDependencies: ["@electric-sql/pglite"],
      },
      {
        when: "scheduler",
        paths: ["app/components/scheduler/enqueues.test.ts", "app/components/scheduler/enqueues.ts"],
      },
    ],
  }),
  entry({
    name: "cache",
    kind: "component",
    title: "Cache",
    gives: "answers kept in memory, or in Redis when it is there",
    status: "available",
    pairsWell: ["redis"],
    claims: [
      {
        paths: ["app/core/cache.ts"],
      },
    ],
  }),
];
