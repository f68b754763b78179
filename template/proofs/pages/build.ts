import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const ROOT = join(import.meta.dirname, "../..");

/** Before all tests: names the folder in which the pages are built for all of them. After them it goes. */
export function setup(): () => Promise<void> {
  // Below `build/`: what is built must find this application's packages.
  const folder = join("build", `tests-${process.pid}`);
  process.env.TEST_PAGES = folder;
  return () => rm(join(ROOT, folder), { recursive: true, force: true });
}

/** The folder of the built pages, for reading only. The first caller builds them; the others wait. */
export async function builtPages(): Promise<string> {
  const folder = process.env.TEST_PAGES ?? "";
  const directory = join(ROOT, folder, "pages");
  const outcome = join(ROOT, folder, "output.txt");
  await mkdir(join(ROOT, "build"), { recursive: true });
  if (await isFirst(join(ROOT, folder))) {
    const { code, output } = await build(join(folder, "pages"));
    await writeFile(`${outcome}.draft`, code === 0 ? "" : output);
    await rename(`${outcome}.draft`, outcome);
  }
  while (!existsSync(outcome)) await delay(50);
  const failure = await readFile(outcome, "utf8");
  if (failure) throw new Error(failure);
  return directory;
}

const isFirst = (folder: string) =>
  mkdir(folder).then(
    () => true,
    () => false,
  );

async function build(directory: string): Promise<{ code: number | null; output: string }> {
  const command = join(ROOT, "node_modules/@react-router/dev/bin.cjs");
  const child = spawn(process.execPath, [command, "build"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "production", UI_BUILD_DIRECTORY: directory },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "exit");
  return { code, output };
}
