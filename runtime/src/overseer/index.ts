export type {
  OverseerAccountFigures,
  OverseerAccounts,
  OverseerActor,
  OverseerAi,
  OverseerAudit,
  OverseerAuditEntry,
  OverseerAuditEvent,
  OverseerCache,
  OverseerDatabase,
  OverseerEntry,
  OverseerJobs,
  OverseerMail,
  OverseerOutbox,
  OverseerPages,
  OverseerTasks,
  OverseerUser,
  OverseerUserSession,
  OverseerUsers,
  OverseerUsersPage,
} from "./capabilities.ts";
export { createOverseer } from "./create-overseer.ts";
export { defineAction } from "./define-action.ts";
export type { OverseerAccess, OverseerGuard, OverseerOptions, OverseerSession } from "./options.ts";
export type { Action, ActionOptions, Block, Panel } from "./panel.ts";
export { createPasswordGuard, type PasswordGuardOptions } from "./password-guard.ts";
