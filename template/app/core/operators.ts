import { createAccountOperators } from "@aegis-stack/runtime/operators"; // aegis:auth
// import { createOperators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import { localToken } from "#app/core/auth/local-token.ts"; // aegis:auth
import { settings } from "#app/core/settings.ts";

/** Decides who may use the operations pages of this process. */
export const operators = createAccountOperators({ settings, token: localToken }); // aegis:auth
// export const operators = createOperators({ settings }); // aegis:!auth
