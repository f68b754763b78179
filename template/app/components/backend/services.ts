import type { AccountOperators } from "@aegis-stack/runtime/operators";
import { operators } from "#app/core/operators.ts";
import { auth } from "#app/services/auth/index.ts";
import { invitations, organisations } from "#app/services/auth/organisations/index.ts";

/** What the routes of accounts call. */
export interface Services {
  operators: AccountOperators;
  auth: typeof auth;
  // #region aegis:auth=org
  organisations: typeof organisations;
  invitations: typeof invitations;
  // #endregion
}

/** The application's own. */
export const services: Services = {
  operators,
  auth,
  // #region aegis:auth=org
  organisations,
  invitations,
  // #endregion
};

/** The option that their plugins are registered with. */
export interface WithServices {
  services: Services;
}
