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
}

/** Starts a server of one's own, which keeps nothing on disk unless told to. */
export async function startTestServer({ port, options = [] }: StartOptions = {}): Promise<TestServer> {
  const chosen = port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "test-redis-"));
  const server = spawn(
    PROGRAM,
    ["--port", `${chosen}`, "--bind", "127.0.0.1", "--dir", folder, "--save", "", ...options],
    { stdio: "ignore" },
  );
  const exited = once(server, "exit");
  const url = `redis://127.0.0.1:${chosen}`;
  while (server.exitCode === null && !(await answers(url))) {
    // Asked again only after a moment, to leave the processor to the server.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const kill = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill("SIGKILL");
    await exited;
  };
  return {
    url,
    port: chosen,
    kill,
    freeze: () => void server.kill("SIGSTOP"),
    thaw: () => void server.kill("SIGCONT"),
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
