import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";

export interface Server {
  folder: string;
  args: readonly string[];
  port: number;
  env?: NodeJS.ProcessEnv;
  /** What responds with 200 once it is ready. */
  path: string;
}

/** How a generated application starts what serves its API and pages in production. */
export const WEB_ARGUMENTS = ["--require", "@aegis-stack/runtime/preload", "app/entrypoints/web.ts"];

function isReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on("error", () => resolve(false));
  });
}

/** Starts a server and resolves at its first response, with the milliseconds that it took. */
export async function startServer({
  folder,
  args,
  port,
  path,
  env,
}: Server): Promise<{ child: ChildProcess; took: number }> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      LOG_LEVEL: "warn",
      RATE_LIMIT: "1000000",
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  while (!(await isReady(`http://127.0.0.1:${port}${path}`))) {
    if (child.exitCode !== null) throw new Error(`${args.join(" ")} ended with ${child.exitCode}`);
    // Asking without a pause would take the processor that the server needs to start.
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  return { child, took: performance.now() - begin };
}

/** Starts several servers at once. When one does not start, the others are ended, so that none outlives the bench. */
export async function startServers(
  servers: readonly Server[],
): Promise<{ child: ChildProcess; took: number }[]> {
  const settled = await Promise.allSettled(servers.map(startServer));
  const started = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = settled.find((result) => result.status === "rejected");
  if (failed === undefined) return started;
  await Promise.all(started.map(({ child }) => end(child)));
  throw failed.reason;
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  // Not SIGKILL: what Node compiled is kept for the next start when a process ends by itself.
  child.kill("SIGTERM");
  await once(child, "exit");
}
