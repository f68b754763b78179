export { type AccountAccess, allowsMethod, type OperatorAccess, type PasswordAccess } from "./access.ts";
export { createOperatorChallenge } from "./challenge.ts";
export { COMMAND_USER_HEADER, getCommandUser } from "./command-user.ts";
export {
  type AccountCaller,
  type AccountOperators,
  type AccountOperatorsOptions,
  createAccountOperators,
  createOperators,
  type OperatorCaller,
  type Operators,
  type OperatorsOptions,
  type OperatorValues,
} from "./create-operators.ts";
export { createFailedAttempts, type FailedAttempts } from "./failed-attempts.ts";
