import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../matrix/boot.ts";

/** A Redis server of a proof's own, which writes down every command. */
export interface OwnRedis {
  url: string;
  /** Starts it again, with what it had written down or without. */
  start(options?: { empty: boolean }): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** @param more further options of the server, "--maxmemory", "4mb" … */
export async function ownRedis(more: readonly string[] = []): Promise<OwnRedis> {
  const port = await freePort();
  let folder = "";
  let server: ChildProcess | undefined;

  async function start({ empty } = { empty: false }): Promise<void> {
    if (folder === "" || empty) folder = mkdtempSync(join(tmpdir(), "proof-redis-"));
    const options = ["--appendonly", "yes", "--appendfsync", "always", "--save", "", ...more];
    server = spawn(
      "redis-server",
      ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, ...options],
      {
        stdio: "ignore",
      },
    );
    while (!(await answers(port))) {
      if (server.exitCode !== null) throw new Error("the Redis server ended before it responded");
      await delay(20);
    }
  }
  async function stop(): Promise<void> {
    if (!server || server.exitCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
  }
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: "127.0.0.1" });
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    const [said] = await once(socket, "data");
    return String(said).startsWith("+PONG");
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
