import { APP_NAME } from "#app/core/constants.ts";
import { log } from "#app/core/log.ts";
import { settings } from "#app/core/settings/index.ts";
import { currentRole } from "#app/core/settings/role.ts";
import { createConnections } from "./connections.ts";
import { ownIdentity } from "./identity.ts";
import { createPrefixWatch } from "./prefix-watch.ts";

/** The application's Redis. It connects when it is first used, and never where REDIS_URL is not set. */
export const redis = createConnections({
  url: settings.REDIS_URL,
  cluster: settings.REDIS_CLUSTER,
  prefix: settings.REDIS_PREFIX,
  log,
  name: `${APP_NAME}:${currentRole()}`,
});

/** Whether another application uses the same prefix there. It watches from when the process starts. */
export const prefixWatch = createPrefixWatch({ redis, identity: ownIdentity, log });
