import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.ts";

/**
 * Removes a folder that is an application or holds some. The process of an embedded queue outlives its server by a moment
 * and writes meanwhile, so its end is waited for.
 */
export async function removeApplications(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const folders = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
  const isOpen = () => folders.some(hasOpenQueue);
  await until(`the embedded queues in ${folder} are closed`, () => !isOpen());
  rmSync(folder, { recursive: true, force: true });
}

function hasOpenQueue(application: string): boolean {
  let text: string;
  try {
    text = readFileSync(join(application, "data/queue/owner"), "utf8");
  } catch {
    return false;
  }
  try {
    process.kill(JSON.parse(text).pid, 0);
    return true;
  } catch (error) {
    // The file is being written just now, or what it names has ended.
    return error instanceof SyntaxError;
  }
}
