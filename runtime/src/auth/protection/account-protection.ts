import type { OperatorHook, ResponseHook } from "../../http/index.ts";
import type { Auth } from "../auth.ts";
import { createStreamGuard } from "./end-revoked-streams.ts";
import { type AccountGuard, createAccountGuard } from "./overseer-guard.ts";
import { createChangeRecorder } from "./record-changes.ts";
import { createAccountOperatorHook, type OperatorSources } from "./require-operator.ts";

/** What the protection is created from. */
export interface AccountProtectionOptions extends OperatorSources {
  readonly auth: Pick<Auth, "identify" | "audit">;
}

/** The operations pages and their API, protected by accounts. */
export interface AccountProtection {
  /** Authorizes admins who are signed in, and programs with the operators' password. */
  readonly requireOperator: OperatorHook;
  /** Record what operators change, and end streams whose client has no access any more. */
  readonly responseHooks: readonly ResponseHook[];
  /** The guard of Overseer. */
  readonly guard: AccountGuard;
}

/** Creates the protection of the operations pages in an application with accounts. */
export const createAccountProtection = ({
  auth,
  operators,
}: AccountProtectionOptions): AccountProtection => ({
  requireOperator: createAccountOperatorHook({ auth, operators }),
  responseHooks: [createChangeRecorder(auth.audit), createStreamGuard({ auth, operators })],
  guard: createAccountGuard({ auth, operators }),
});
