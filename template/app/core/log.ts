import { createLog } from "@aegis-stack/runtime/log";
import { secretValuesOf } from "@aegis-stack/runtime/settings";
import { APP_NAME } from "#app/core/constants.ts";
import { settings } from "#app/core/settings.ts";

/**
 * The log of this process. A command answers on the standard output, maybe in JSON, so its log goes to the standard error;
 * a process that serves redirects it when it starts.
 */
export const log = createLog({
  name: APP_NAME,
  level: settings.LOG_LEVEL,
  secrets: secretValuesOf(settings),
  output: "stderr",
});
