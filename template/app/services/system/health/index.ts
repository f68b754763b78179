import { cache } from "#app/core/cache/index.ts"; // aegis:cache
import { DATA_DIRECTORY } from "#app/core/constants.ts";
import { databaseFolders } from "#app/core/db/settings.ts"; // aegis:database
import { settings } from "#app/core/settings/index.ts";
import { authHealth } from "#app/services/auth/health.ts"; // aegis:auth
import { authFigures, loadAuth } from "#app/services/auth/index.ts"; // aegis:auth
import { cacheHealth } from "#app/services/cache/health.ts"; // aegis:cache
import { databaseHealth } from "#app/services/database/health.ts"; // aegis:database
import { database } from "#app/services/database/index.ts"; // aegis:database
import { schedulerHealth } from "#app/services/jobs/health.ts"; // aegis:scheduler
import { jobs } from "#app/services/jobs/index.ts"; // aegis:scheduler
import { mailHealth } from "#app/services/mail/health.ts"; // aegis:mail
import { mail, outbox } from "#app/services/mail/index.ts"; // aegis:mail
import { createProbe } from "#app/services/mail/probe.ts"; // aegis:mail
import { redisHealth } from "#app/services/redis/health.ts"; // aegis:redis
import { redis } from "#app/services/redis/index.ts"; // aegis:redis
import { metrics } from "#app/services/system/metrics/index.ts";
import { workerHealth } from "#app/services/tasks/health.ts"; // aegis:worker
import { tasks } from "#app/services/tasks/index.ts"; // aegis:worker
import type { HealthGroup } from "./check.ts";
import { cpuCheck } from "./checks/cpu.ts";
import { diskCheck, type WrittenFolder } from "./checks/disk.ts";
import { eventLoopCheck } from "./checks/event-loop.ts";
import { memoryCheck } from "./checks/memory.ts";
import { processCheck } from "./checks/process.ts";
import { userInterfaceCheck } from "./checks/user-interface.ts";
import { HealthService } from "./health-service.ts";

const history = () => metrics.history();

/** Where this application writes, as far as settings can put it on another disk. */
const written: WrittenFolder[] = [{ name: "data folder", path: DATA_DIRECTORY }];
written.push(...databaseFolders(settings)); // aegis:database
if (settings.MAIL_URL === undefined) written.push({ name: "mail outbox", path: outbox.folder }); // aegis:mail

const backend: HealthGroup = {
  name: "backend",
  checks: [memoryCheck(), cpuCheck(history), diskCheck(written), eventLoopCheck(history), processCheck],
};

const frontend: HealthGroup = {
  name: "frontend",
  checks: [userInterfaceCheck({ production: settings.NODE_ENV === "production" })],
};

/** What this application looks at, in the order it is shown. */
const components: HealthGroup[] = [];
components.push(backend);
components.push(frontend);
components.push(databaseHealth({ database, production: settings.NODE_ENV === "production" })); // aegis:database
// #region aegis:redis
const keepsTasks = true; // aegis:worker=redis
// const keepsTasks = false; // aegis:!worker=redis
components.push(redisHealth({ redis, production: settings.NODE_ENV === "production", keepsTasks }));
// #endregion aegis:redis
components.push(schedulerHealth({ jobs, database })); // aegis:scheduler&database
// components.push(schedulerHealth({ jobs })); // aegis:scheduler&!database
components.push(workerHealth(tasks)); // aegis:worker
components.push(cacheHealth({ cache })); // aegis:cache

const groups: HealthGroup[] = [{ name: "components", checks: components }];
// #region aegis:mail
const probe = createProbe({ verify: () => mail.verify() });
const services: HealthGroup[] = [mailHealth({ mail, outbox, probe })];
services.push(authHealth({ engine: loadAuth, figures: authFigures, mail })); // aegis:auth
groups.push({ name: "services", checks: services });
// #endregion aegis:mail

export const health = new HealthService({ groups });
