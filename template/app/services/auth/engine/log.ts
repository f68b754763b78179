import { log } from "#app/core/log.ts";

/** The library's own lines. What it warns of is mostly a wrong password, so only its errors count as more than detail. */
export const libraryLog = {
  level: "warn",
  log(level: "info" | "warn" | "error" | "debug" | "success", message: string, ...details: unknown[]) {
    const err = details.find((detail) => detail instanceof Error);
    const fields = { library: "better-auth", ...(err && { err }) };
    if (level === "error") log.error(fields, message);
    else log.debug(fields, message);
  },
} as const;
