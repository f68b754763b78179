import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { AppError } from "../../errors/index.ts";
import { createRedisConnections, type RedisConnections } from "../../redis/index.ts";

/** Found on the PATH. */
const SERVER_PROGRAM = "redis-server";

/** What a server writes when it listens: another one at its address would respond, too. */
const READY_MESSAGE = "Ready to accept connections";

/** How long to wait between two looks at what a server that starts has written, in milliseconds. */
const START_POLL_MS = 20;

/** A free port can be taken by another process before the server listens on it: then others are tried. */
const START_ATTEMPT_COUNT = 5;

/** A Redis server that a test has started. */
export interface TestRedisServer {
  /** Its address. */
  readonly url: string;
  /** Its port on 127.0.0.1. */
  readonly port: number;
  /** Kills it, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again after it was killed, in the folder that it had: a node of a cluster knows the others. */
  restart(): Promise<void>;
  /** Suspends its process: connections stay open and do not respond. */
  freeze(): void;
  /** Resumes it. */
  thaw(): void;
  /** Kills it and removes its data. */
  stop(): Promise<void>;
}

/** Whether a Redis server is installed on this machine, so that a test can start one. */
export const canStartRedis = (): boolean => spawnSync(SERVER_PROGRAM, ["--version"]).status === 0;

/** How a test's server is started. */
export interface TestRedisServerOptions {
  /** The default is a free one. */
  readonly port?: number;
  /** More of the server's own options, "--requirepass", "word" … */
  readonly options?: readonly string[];
  /** Whether it is a node of a cluster, which serves no key before it is given slots. */
  readonly isClusterNode?: boolean;
}

/** Starts a server for one test, which keeps nothing on disk unless its options say so. */
export async function startTestRedisServer({
  port,
  options = [],
  isClusterNode = false,
}: TestRedisServerOptions = {}): Promise<TestRedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "test-redis-"));
  let place = await choosePorts();
  let running = await start(port === undefined ? START_ATTEMPT_COUNT : 1);

  async function choosePorts() {
    const chosen = port ?? (await findFreePort());
    // The default of nodes is to talk to each other on their port plus 10,000, which is taken or does not exist.
    const cluster = isClusterNode
      ? ["--cluster-enabled", "yes", "--cluster-port", `${await findFreePort()}`]
      : [];
    const own = ["--port", `${chosen}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
    return { port: chosen, url: `redis://127.0.0.1:${chosen}`, args: [...own, ...cluster, ...options] };
  }

  async function start(attemptCount: number) {
    try {
      return await launch();
    } catch (error) {
      if (attemptCount > 1) {
        place = await choosePorts();
        return start(attemptCount - 1);
      }
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async function launch() {
    const server = spawn(SERVER_PROGRAM, place.args, { stdio: ["ignore", "pipe", "ignore"] });
    let output = "";
    server.stdout.on("data", (bytes) => {
      output += bytes;
    });
    const exited = once(server, "exit");
    do {
      // The pause leaves the processor to the server.
      await new Promise((resolve) => setTimeout(resolve, START_POLL_MS));
      if (server.exitCode !== null || server.signalCode !== null)
        throw new Error(`the Redis server ended:\n${output}`);
    } while (!output.includes(READY_MESSAGE));
    return { server, exited };
  }

  async function kill() {
    const { server, exited } = running;
    if (server.exitCode === null && server.signalCode === null) server.kill("SIGKILL");
    await exited;
  }

  return {
    url: place.url,
    port: place.port,
    kill,
    async restart() {
      running = await launch();
    },
    freeze: () => void running.server.kill("SIGSTOP"),
    thaw: () => void running.server.kill("SIGCONT"),
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Connections of a test to one server, which log nothing. The caller closes them. */
export const connectTestRedis = (url: string): RedisConnections =>
  createRedisConnections({ url, prefix: "", log: pino({ level: "silent" }), name: "test" });

/** Whether a Redis server responds at an address, even if it wants another password. */
export async function isRedisReachable(url: string): Promise<boolean> {
  const redis = connectTestRedis(url);
  try {
    await redis.connect();
    return true;
  } catch (error) {
    return error instanceof AppError && error.code === "redis.refused";
  } finally {
    await redis.close();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
