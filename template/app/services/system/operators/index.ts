import { localToken } from "#app/core/auth/local-token.ts"; // aegis:auth
import { settings } from "#app/core/settings/index.ts";
import { OperatorsService } from "./operators-service.ts";

/** Who may see the operations pages of this process. */
export const operators = new OperatorsService({ settings, token: localToken }); // aegis:auth
// export const operators = new OperatorsService({ settings }); // aegis:!auth
