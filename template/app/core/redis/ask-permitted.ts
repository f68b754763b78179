import { isForbidden } from "./errors.ts";

/** What the application can do without knowing; undefined where its user may not ask. */
export async function askIfPermitted<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}
