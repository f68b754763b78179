import { randomBytes } from "node:crypto";
import type { Prepared } from "./database.ts";
import type { Rendered } from "./stacks.ts";
import { runIn } from "./workspace.ts";

const SERVER = process.env.TEST_REDIS_SERVER ?? process.env.REDIS_URL ?? "redis://127.0.0.1:6379";

/** Where an application with Redis finds a server, and a prefix that no other one has; nothing for any other. */
export function prepareRedis(folder: string, { stack }: Rendered): Prepared {
  if (!stack.parts.some(({ name }) => name === "redis")) return { env: {}, drop: () => {} };
  const prefix = `matrix-${randomBytes(6).toString("hex")}`;
  return { env: { REDIS_URL: SERVER, REDIS_PREFIX: prefix }, drop: () => dropKeys(folder, prefix) };
}

/** Removes what an application has left on the shared server, with the client of the application in `folder`. */
function dropKeys(folder: string, prefix: string): void {
  const script = `import { Redis } from "ioredis";
    const client = new Redis(${JSON.stringify(SERVER)});
    // Queues have theirs in braces.
    for await (const keys of client.scanStream({ match: ${JSON.stringify(`*${prefix}*`)}, count: 1_000 })) {
      if (keys.length > 0) await client.unlink(...keys);
    }
    client.disconnect();`;
  const { status, output } = runIn(folder, "node", ["--input-type=module", "--eval", script]);
  if (status !== 0) throw new Error(output);
}
