import type { AccountOperators } from "@aegis-stack/runtime/operators";
import { operators } from "#app/core/operators.ts";
import type { AuditService } from "#app/services/auth/audit/audit-service.ts";
import type { AuthService } from "#app/services/auth/auth-service.ts";
import { audit, auth, users } from "#app/services/auth/index.ts";
import { invitations, organisations } from "#app/services/auth/organisations/index.ts"; // aegis:auth=org
import type { UsersService } from "#app/services/auth/users/users-service.ts";

/** What the routes of accounts call. */
export interface Services {
  operators: AccountOperators;
  auth: AuthService;
  users: UsersService;
  organisations: typeof organisations; // aegis:auth=org
  invitations: typeof invitations; // aegis:auth=org
  audit: AuditService;
}

/** The application's own. */
export const services: Services = {
  operators,
  auth,
  users,
  organisations, // aegis:auth=org
  invitations, // aegis:auth=org
  audit,
};

/** The option that their plugins are registered with. */
export interface WithServices {
  services: Services;
}
