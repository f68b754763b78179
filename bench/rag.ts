import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isReachable, SERVER } from "../test/postgres.ts";

// A search over 10,000 chunks, in a process with the sources of the runtime.
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, "runtime/rag.ts")], {
  stdio: "inherit",
  env: { ...process.env, ...((await isReachable(SERVER)) && { DATABASE_URL: SERVER }) },
});
process.exitCode = status ?? 1;
