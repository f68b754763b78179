import { backupReport, databaseReport } from "@aegis-stack/runtime/database";
import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";

/** How long a backup may take before its answer is given up, in milliseconds. The backup itself goes on. */
const BACKUP_TIMEOUT = 600_000;

const about = { security: [{ operators: [] }], tags: ["database"] };

/** The database as a whole. For operators. */
export const databaseRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { database } = services;
  app.addHook("preParsing", operatorsOnly(services));

  app.get(
    "",
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
    "/backups",
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
    "/backups",
    {
      handlerTimeout: BACKUP_TIMEOUT,
      config: { audit: { action: "db backup" } }, // aegis:auth
      schema: {
        ...about,
        summary: "Takes a backup and verifies it; those that are too many go",
        response: { 201: backupReport, ...problemResponses },
      },
    },
    async (_request, reply) => reply.code(201).send(await database.backup()),
  );
};
