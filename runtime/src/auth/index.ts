export type { AccountMailTexts, MailLink, NamedMailLink } from "./account-mails.ts";
export type { Cookies, OwnSession, SignInForm, SignUpForm } from "./account-service.ts";
export type { Actor, Requester } from "./audit/actor.ts";
export type { AuditEntry, AuditReport } from "./audit/audit-report.ts";
export type { AuditEvent, AuditQuery } from "./audit/audit-service.ts";
export type { Account, AuditLog, Auth, OAuth, SessionOf, UserHook, Users } from "./auth.ts";
export type { FormSender, Submission, SubmissionResult } from "./auth-service.ts";
export { type AuthOptions, createAuth } from "./create-auth.ts";
export type { DeletedRows } from "./delete-expired.ts";
export type { AuthFigures } from "./figures.ts";
export type { Consent, ConsentRequest, LinkedProvider, ProviderReport } from "./oauth/oauth-service.ts";
export type { Provider } from "./oauth/providers.ts";
export { findProviderRefusal, type ProviderRefusal } from "./oauth/refusals.ts";
export { PASSWORD_LENGTH } from "./password-length.ts";
export {
  type AccountProtection,
  type AccountProtectionOptions,
  createAccountProtection,
} from "./protection/account-protection.ts";
export type { AccountGuard } from "./protection/overseer-guard.ts";
export type { Roles } from "./roles.ts";
export {
  createSessionUserSchema,
  type Identified,
  type Session,
  type SessionUser,
} from "./sessions/session.ts";
export type { AuthTables, UserRow, UsersTable } from "./tables.ts";
export { displayName } from "./users/display-name.ts";
export { emailAddress, type NewUser } from "./users/new-user.ts";
export type { ResetLink } from "./users/reset-token.ts";
export type { SessionReport, UserReport, UsersReport } from "./users/user-report.ts";
export type { UsersQuery } from "./users/users-service.ts";
