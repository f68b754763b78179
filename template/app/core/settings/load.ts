import { AppError } from "@aegis-stack/runtime/errors";
import { checkSettings, type Environment } from "./check.ts";
import type { Role } from "./role.ts";
import type { Settings } from "./schema.ts";

/**
 * Reads and validates every setting at once.
 *
 * @param environment names to values, as in `process.env`; an empty value counts as not set
 * @param role what the process is for; decides which rules hold
 * @param otherFaults what was found wrong before, to be listed with the rest
 * @returns the settings, frozen, with defaults filled in
 * @throws AppError `settings.invalid` that lists every fault by name; the value of a secret is never part of it
 */
export function loadSettings(
  environment: Environment,
  role: Role,
  otherFaults: readonly string[] = [],
): Settings {
  const { faults, hints, values } = checkSettings(environment, role);
  const details = [...otherFaults, ...faults];
  if (details.length === 0) return Object.freeze(values as Settings);
  throw new AppError({
    code: "settings.invalid",
    kind: "invalid",
    what: `${details.length === 1 ? "A setting is" : `${details.length} settings are`} not valid, so nothing was started.`,
    todo: "Correct them in the environment or in .env; .env.example lists every setting.",
    details: [...details, ...hints],
  });
}
