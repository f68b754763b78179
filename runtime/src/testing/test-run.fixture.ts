import { setUpTestRun } from "./postgres/index.ts";

/** Global set-up of the runtime's own tests. Each project of the configuration calls it, the first one sets up. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  return process.env.TEST_FOLDER === undefined ? setUpTestRun() : undefined;
}
