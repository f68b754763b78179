/** Where the library's lines are logged. */
export interface EngineLog {
  error(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** The log of the library. Most of its warnings are wrong passwords, so only its errors are logged above debug. */
export const createLibraryLog = (log: EngineLog) =>
  ({
    level: "warn",
    log(level: "info" | "warn" | "error" | "debug" | "success", message: string, ...details: unknown[]) {
      const err = details.find((detail) => detail instanceof Error);
      const fields = { library: "better-auth", ...(err && { err }) };
      if (level === "error") log.error(fields, message);
      else log.debug(fields, message);
    },
  }) as const;
