import { ROLES } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";

/** The embedded database serves one process and is slow: it is for a laptop. */
export const queueRules: readonly Rule[] = [
  {
    roles: ROLES,
    setting: "REDIS_URL",
    when: ({ NODE_ENV, REDIS_URL }) => NODE_ENV === "production" && REDIS_URL === undefined,
    message:
      "must be set in production; without it tasks are kept in an embedded database, which serves one process only",
  },
];
