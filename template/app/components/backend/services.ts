import type { AccountOperators } from "@aegis-stack/runtime/operators";
import { operators } from "#app/core/operators.ts";
import { auth } from "#app/services/auth/index.ts";
import { invitations, organisations } from "#app/services/auth/organisations/index.ts"; // aegis:auth=org

/** What the routes of accounts call. */
export interface Services {
  operators: AccountOperators;
  auth: typeof auth;
  organisations: typeof organisations; // aegis:auth=org
  invitations: typeof invitations; // aegis:auth=org
}

/** The application's own. */
export const services: Services = {
  operators,
  auth,
  organisations, // aegis:auth=org
  invitations, // aegis:auth=org
};

/** The option that their plugins are registered with. */
export interface WithServices {
  services: Services;
}
