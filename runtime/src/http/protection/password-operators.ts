import { AppError } from "../../errors/index.ts";
import { allowsMethod, createOperatorChallenge, type Operators } from "../../operators/index.ts";
import { ROUTE_NOT_FOUND } from "../errors/catalogue.ts";
import type { OperatorHook } from "./operator-hook.ts";
import { markOperatorRequest } from "./operator-requests.ts";
import { requireOwnOrigin } from "./own-origin.ts";

/** What the hook is created from. */
export interface PasswordOperatorsOptions {
  readonly operators: Operators;
  /** The name of the application. */
  readonly name: string;
}

/**
 * Authorizes operators by their password, in an application without accounts. In production without a password the routes
 * respond as if they did not exist.
 */
export function createPasswordOperatorHook({ operators, name }: PasswordOperatorsOptions): OperatorHook {
  const challenge = createOperatorChallenge(name);
  return async function authorizeOperator(request, reply) {
    const { authorization } = request.headers;
    if (authorization !== undefined) requireOwnOrigin(request);
    const access = operators.authorize({ authorization, client: request.ip });
    if (allowsMethod(access, request.method)) return markOperatorRequest(request);
    if (access === "read-only") throw createReadOnlyError();
    if (access === "closed") throw notFound();
    reply.header("www-authenticate", challenge);
    throw credentialsRequired();
  };
}

/** The credential of a program that only reads was sent with a request that may change something. */
export const createReadOnlyError = (): AppError =>
  new AppError({
    code: "operators.read-only",
    category: "forbidden",
    message: "MONITORING_TOKEN only reads, and this request may change something.",
    hint: "Send it with the credentials of an operator.",
  });

const notFound = () =>
  new AppError({
    code: ROUTE_NOT_FOUND.code,
    category: "not-found",
    message: ROUTE_NOT_FOUND.detail,
    hint: ROUTE_NOT_FOUND.hint,
  });

const credentialsRequired = () =>
  new AppError({
    code: "operators.credentials",
    category: "unauthorized",
    message: "This is for operators, and the credentials are missing or wrong.",
    hint: "Give user `admin` and the server's OVERSEER_PASSWORD.",
  });
