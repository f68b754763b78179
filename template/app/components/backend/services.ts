import type { Cache } from "@aegis-stack/runtime/cache"; // aegis:cache
import type { DatabaseOperations } from "@aegis-stack/runtime/database"; // aegis:database
import type { Health } from "@aegis-stack/runtime/health";
import type { MailOutbox } from "@aegis-stack/runtime/mail"; // aegis:mail
import type { Metrics } from "@aegis-stack/runtime/metrics";
import type { LogLevels, SystemFeed } from "@aegis-stack/runtime/operations";
import type { AccountOperators } from "@aegis-stack/runtime/operators"; // aegis:auth
// import type { Operators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import type { LoadTestService, TasksService } from "@aegis-stack/runtime/queue"; // aegis:worker
import type { Scheduler } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler
import type { Db } from "#app/core/database.ts"; // aegis:database
import type { AuditService } from "#app/services/auth/audit/audit-service.ts"; // aegis:auth
import type { AuthService } from "#app/services/auth/auth-service.ts"; // aegis:auth
import type { InvitationsService } from "#app/services/auth/organisations/invitations-service.ts"; // aegis:auth=org
import type { OrganisationsService } from "#app/services/auth/organisations/organisations-service.ts"; // aegis:auth=org
import type { UsersService } from "#app/services/auth/users/users-service.ts"; // aegis:auth

/** What the routes call. */
export interface Services {
  health: Health;
  metrics: Metrics;
  feed: SystemFeed;
  operators: AccountOperators; // aegis:auth
  // operators: Operators; // aegis:!auth
  logLevels: LogLevels;
  database: DatabaseOperations<Db>; // aegis:database
  jobs: Scheduler; // aegis:scheduler
  tasks: TasksService; // aegis:worker
  loadTests: LoadTestService; // aegis:worker
  cache: Cache; // aegis:cache
  outbox: MailOutbox; // aegis:mail
  auth: AuthService; // aegis:auth
  users: UsersService; // aegis:auth
  organisations: OrganisationsService; // aegis:auth=org
  invitations: InvitationsService; // aegis:auth=org
  audit: AuditService; // aegis:auth
  /** Aborts when the process begins to stop. */
  draining: AbortSignal;
}

/** The option that every route plugin is registered with. */
export interface WithServices {
  services: Services;
}
