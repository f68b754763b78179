import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { generateApplication } from "./application.ts";
import { compare, tableOf } from "./ratio.ts";
import { end, startServer, WEB_ARGUMENTS } from "./serving.ts";

// Resident memory in production after a minute without requests: the plain application, and Fastify with one route.
const ROUND_COUNT = 3;
const IDLE_MS = 60_000;
const BYTES_PER_MEGABYTE = 1_000_000;

/** Megabytes that are resident, as the kernel counts them. */
function residentMemory(pid: number | undefined): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) * 1_024) / BYTES_PER_MEGABYTE;
}

async function measure(folder: string, args: readonly string[], port: number): Promise<number> {
  const { child } = await startServer({ folder, args, port, path: "/health/live" });
  await delay(IDLE_MS);
  const memory = residentMemory(child.pid);
  await end(child);
  return memory;
}

const application = generateApplication();
const standings = await compare(
  [
    { name: "raw Fastify", measure: () => measure(import.meta.dirname, ["servers/fastify.ts"], 8_781) },
    { name: "plain application", measure: () => measure(application, WEB_ARGUMENTS, 8_782) },
  ],
  ROUND_COUNT,
);
process.stdout.write(`${tableOf("Resident memory, idle for 60 s", "MB", standings)}\n`);
