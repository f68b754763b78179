import { join } from "node:path";
import { ROOT } from "#app/core/constants.ts";

/** Where drizzle-kit puts migrations, and where they are committed. */
export const MIGRATIONS_DIRECTORY = join(ROOT, "migrations");
