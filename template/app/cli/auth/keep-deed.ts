import { printError } from "@aegis-stack/runtime/terminal";
import { database } from "#app/core/database.ts";
import { isRecordedByService } from "#app/services/auth/audit/actions.ts";
import { commandLine } from "#app/services/auth/audit/actor.ts";
import { AuditService } from "#app/services/auth/audit/audit-service.ts";
import { osUser } from "./os-user.ts";
import type { TypedCommand } from "./typed-command.ts";

/** Keeps a command in the audit trail, and closes the database. */
export async function keepDeed({ action, target }: TypedCommand, outcome: "done" | "failed"): Promise<void> {
  const log = {
    error: (_fields: object, message: string) => printError(`${message}: is the database migrated?`),
  };
  if (isRecordedByService(action, outcome)) return database.close();
  const deed = { by: { actor: commandLine(osUser()) }, action, target, outcome };
  await new AuditService({ db: database.db, log }).record(deed);
  await database.close();
}
