import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

const NODE_FOLDER = dirname(process.execPath);

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export interface Running {
  address: string;
  output(): string;
  /** Sends SIGTERM and resolves to the exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a machine that fails would. */
  kill(): Promise<void>;
}

export interface BootOptions {
  folder: string;
  args: readonly string[];
  port: number;
  env?: NodeJS.ProcessEnv;
}

/** Starts an application and resolves when it says that it is ready; rejects with its output when it ends instead. */
export async function boot({ folder, args, port, env = {} }: BootOptions): Promise<Running> {
  const { NODE_ENV: _ofThisTest, VITEST: _too, ...inherited } = process.env;
  const child = spawn(join(NODE_FOLDER, "node"), args, {
    cwd: folder,
    // The default of SHUTDOWN_TIMEOUT is too short on a busy machine; what does not stop exceeds any limit.
    env: { ...inherited, PORT: String(port), SHUTDOWN_TIMEOUT: "300", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const exited = once(child, "exit");
  const address = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([
      untilReady(address),
      exited.then(() => {
        throw new Error("it ended before it was ready");
      }),
    ]);
  } catch (error) {
    child.kill("SIGKILL");
    throw new Error(`${args.join(" ")} did not start:\n${output}`, { cause: error });
  }
  return {
    address,
    output: () => output,
    stop: () => stop(child, exited),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** Resolves when an application says that it is ready. */
export async function untilReady(address: string): Promise<void> {
  const deadline = AbortSignal.timeout(240_000);
  while (!deadline.aborted) {
    const answer = await fetch(`${address}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    // Asking again at once would take the processor that the application needs to start.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not ready within four minutes: ${address}`);
}

async function stop(child: ChildProcess, exited: Promise<unknown[]>): Promise<number | null> {
  child.kill("SIGTERM");
  await exited;
  return child.exitCode;
}
