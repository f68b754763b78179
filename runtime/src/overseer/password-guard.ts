import { createOperatorChallenge, type Operators } from "../operators/index.ts";
import type { OverseerGuard } from "./options.ts";

/** What the guard is created from. */
export interface PasswordGuardOptions {
  readonly operators: Operators;
  /** The name of the application. */
  readonly name: string;
}

/** The guard of Overseer in an application without accounts: operators have a password. */
export function createPasswordGuard({ operators, name }: PasswordGuardOptions): OverseerGuard {
  const challenge = createOperatorChallenge(name);
  return {
    async authorize(request) {
      const { authorization } = request.headers;
      const kind = operators.authorize({ authorization, client: request.ip });
      return kind === "credentials" ? { kind, challenge } : { kind };
    },
  };
}
