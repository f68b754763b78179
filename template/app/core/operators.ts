import { createAccountOperators } from "@aegis-stack/runtime/operators";
// import { createOperators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import { settings } from "#app/core/settings.ts";

/** Decides who may use the operations pages of this process. */
// #region aegis:auth
export const operators = createAccountOperators({ settings });
// #else
// export const operators = createOperators({ settings });
// #endregion
