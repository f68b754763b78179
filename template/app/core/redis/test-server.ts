import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "./client.ts";

/** Found on the PATH. */
const PROGRAM = "redis-server";

export interface TestServer {
  url: string;
  port: number;
  /** Kills it, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again after it was killed, in the folder that it had: a node of a cluster knows the others. */
  restart(): Promise<void>;
  /** Takes it off the processor: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Kills it and removes its data. */
  stop(): Promise<void>;
}

/** Whether a server can be started here. */
export const canStart = (): boolean => spawnSync(PROGRAM, ["--version"]).status === 0;

export interface StartOptions {
  /** A free one unless given. */
  port?: number;
  /** More of the server's own options, "--requirepass", "word" … */
  options?: readonly string[];
  /** Whether it is a node of a cluster, which serves no key before it is given slots. */
  isClusterNode?: boolean;
}

/** Starts a server of one's own, which keeps nothing on disk unless told to. */
export async function startTestServer({
  port,
  options = [],
  isClusterNode = false,
}: StartOptions = {}): Promise<TestServer> {
  const chosen = port ?? (await freePort());
  // Unless told, nodes talk to each other on their port plus 10,000, which is taken or does not exist.
  const cluster = isClusterNode ? ["--cluster-enabled", "yes", "--cluster-port", `${await freePort()}`] : [];
  const folder = mkdtempSync(join(tmpdir(), "test-redis-"));
  const place = ["--port", `${chosen}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const url = `redis://127.0.0.1:${chosen}`;
  let running = await launch();

  async function launch() {
    const server = spawn(PROGRAM, [...place, ...cluster, ...options], { stdio: "ignore" });
    const exited = once(server, "exit");
    while (server.exitCode === null && !(await answers(url))) {
      // Asked again only after a moment, to leave the processor to the server.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { server, exited };
  }

  async function kill() {
    const { server, exited } = running;
    if (server.exitCode === null && server.signalCode === null) server.kill("SIGKILL");
    await exited;
  }

  return {
    url,
    port: chosen,
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

/** Whether a Redis server is there, whomever it lets in. */
export async function answers(url: string): Promise<boolean> {
  const client = createClient(url, "producer", "test");
  let refused = false;
  client.on("error", ({ message }) => {
    refused ||= /^(NOAUTH|WRONGPASS)/.test(message);
  });
  try {
    await client.connect();
    return true;
  } catch {
    return refused;
  } finally {
    client.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
