import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { compare, tableOf } from "./ratio.ts";

// A message through AiService beside the same message through the AI SDK alone, in one process: the same library of a provider, the same
// local provider, the same protocol out. AiService also reserves the budget, counts usage, and stores the conversation in memory.
// Many short rounds: what else the machine does slows down both of a round alike.
const ROUND_COUNT = 31;

const child = spawn(process.execPath, [join(import.meta.dirname, "runtime/ai.ts")], {
  stdio: ["pipe", "pipe", "inherit"],
});
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
await lines.next();

async function measure(who: string, what: string): Promise<number> {
  child.stdin.write(`${JSON.stringify([who, what])}\n`);
  const { value, done } = await lines.next();
  if (done) throw new Error(`the process ended at ${who} ${what}`);
  return Number(value);
}

async function race(title: string, unit: string, what: string): Promise<void> {
  const contestants = [
    { name: "AI SDK alone", measure: () => measure("alone", what) },
    { name: "AiService", measure: () => measure("service", what) },
  ];
  process.stdout.write(`${tableOf(title, unit, await compare(contestants, ROUND_COUNT))}\n`);
}

try {
  await race("Time to the first text", "ms", "first");
  await race("A chunk of a long response", "µs", "chunk");
  await race("A chunk of a long response, processor", "µs", "processor");
} finally {
  child.stdin.end();
}
