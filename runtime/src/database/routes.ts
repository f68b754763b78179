import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../http/index.ts";
import type { DatabaseOperations } from "./operations.ts";
import { backupReport, databaseReport } from "./reports/index.ts";

/** How long a client waits for a backup. The backup itself continues after that. */
const BACKUP_TIMEOUT_MS = 600_000;

const about = { security: [{ operators: [] }], tags: ["database"] };

/** The database as a whole. */
export function createDatabaseRoutes(
  database: Pick<DatabaseOperations<object>, "status" | "backups" | "backup">,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/database",
      {
        schema: {
          ...about,
          summary: "Engine, size, tables with their rows, migrations and the last backup",
          response: { 200: databaseReport, ...problemResponses },
        },
      },
      () => database.status(),
    );

    app.get(
      "/database/backups",
      {
        schema: {
          ...about,
          summary: "The backups that there are, newest first",
          response: { 200: z.array(backupReport), ...problemResponses },
        },
      },
      () => database.backups(),
    );

    app.post(
      "/database/backups",
      {
        handlerTimeout: BACKUP_TIMEOUT_MS,
        config: { audit: { action: "db backup" } },
        schema: {
          ...about,
          summary: "Takes a backup and verifies it; the oldest beyond the limit are deleted",
          response: { 201: backupReport, ...problemResponses },
        },
      },
      async (_request, reply) => reply.code(201).send(await database.backup()),
    );
  };
}
