import { generateApplication, migrate } from "./application.ts";
import { ROOT, timeCommand } from "./processes.ts";
import { compare, tableOf } from "./ratio.ts";
import { end, startServer, WEB_ARGUMENTS } from "./serving.ts";

// From the start of the process to its first 200 on /health/ready, in production, pages built and schema migrated before.
const ROUND_COUNT = 15;
const SERVER_PORT = 8_750;

async function start(folder: string): Promise<number> {
  const { child, took } = await startServer({
    folder,
    args: WEB_ARGUMENTS,
    port: SERVER_PORT,
    path: "/health/ready",
  });
  await end(child);
  return took;
}

const smallest = generateApplication();
const withData = generateApplication(["database[sqlite]", "scheduler[database]"]);
migrate(withData);

const standings = await compare(
  [
    { name: "node -e 0", measure: () => timeCommand("-e", ["0"], ROOT) },
    { name: "first response of /health/ready", measure: () => start(smallest) },
    { name: "the same with database[sqlite], scheduler[database]", measure: () => start(withData) },
  ],
  ROUND_COUNT,
);
process.stdout.write(`${tableOf("Start for production", "ms", standings)}\n`);
