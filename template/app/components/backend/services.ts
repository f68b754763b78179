import type { Cache } from "#app/core/cache/cache.ts"; // aegis:cache
import type { AuditService } from "#app/services/auth/audit/audit-service.ts"; // aegis:auth
import type { AuthService } from "#app/services/auth/auth-service.ts"; // aegis:auth
import type { InvitationsService } from "#app/services/auth/organisations/invitations-service.ts"; // aegis:auth=org
import type { OrganisationsService } from "#app/services/auth/organisations/organisations-service.ts"; // aegis:auth=org
import type { UsersService } from "#app/services/auth/users/users-service.ts"; // aegis:auth
import type { DatabaseService } from "#app/services/database/database-service.ts"; // aegis:database
import type { JobsService } from "#app/services/jobs/jobs-service.ts"; // aegis:scheduler
import type { LoadTestService } from "#app/services/load-test/load-test-service.ts"; // aegis:worker
import type { Outbox } from "#app/services/mail/outbox/outbox.ts"; // aegis:mail
import type { SystemFeed } from "#app/services/system/feed/system-feed.ts";
import type { HealthService } from "#app/services/system/health/health-service.ts";
import type { LogLevelService } from "#app/services/system/log-level/log-level-service.ts";
import type { MetricsService } from "#app/services/system/metrics/metrics-service.ts";
import type { OperatorsService } from "#app/services/system/operators/operators-service.ts";
import type { TasksService } from "#app/services/tasks/tasks-service.ts"; // aegis:worker

/** What the routes call. */
export interface Services {
  health: HealthService;
  metrics: MetricsService;
  feed: SystemFeed;
  operators: OperatorsService;
  logLevels: LogLevelService;
  database: DatabaseService; // aegis:database
  jobs: JobsService; // aegis:scheduler
  tasks: TasksService; // aegis:worker
  loadTests: LoadTestService; // aegis:worker
  cache: Cache; // aegis:cache
  outbox: Outbox; // aegis:mail
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
