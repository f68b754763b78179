import { ROLES } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";

/** What is embedded belongs to one process and is slow: it is for a laptop. */
export const queueRules: readonly Rule[] = [
  {
    roles: ROLES,
    setting: "REDIS_URL",
    when: ({ NODE_ENV, REDIS_URL }) => NODE_ENV === "production" && REDIS_URL === undefined,
    message: "must be set in production; without it the tasks are kept in a database inside of one process",
  },
];
