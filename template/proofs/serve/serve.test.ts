import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { followOutput } from "../child-output.ts";
import { PRELOAD_FLAGS } from "../preloaded.ts";
import { FAST_CALL, putLoadOn, SLOW_CALL, TRICKLE_CALL, UPLOAD_CALL } from "./load.ts";

const SERVER = fileURLToPath(new URL("./server.ts", import.meta.url));

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

async function start(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [...PRELOAD_FLAGS, SERVER], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: "0", LOG_LEVEL: "info", RATE_LIMIT: "1000000", ...environment },
  });
  children.push(child);
  const { output, closed, waitFor } = followOutput(child);
  const [, port] = await waitFor(/listens at http:\/\/127\.0\.0\.1:(\d+)/);
  return {
    port: Number(port),
    output,
    waitFor,
    signal: () => child.kill("SIGTERM"),
    async ended() {
      await closed;
      return child.exitCode;
    },
  };
}

class ConnectionClosed extends Error {}

/**
 * Tries again where the machine took longer than the second for which a draining server keeps a quiet connection: the server
 * may close it then, before the test has sent anything.
 */
async function retryIfLate(attempt: () => Promise<void>): Promise<void> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConnectionClosed) || count === 5) throw error;
    }
  }
}

/** A connection on which a test sends what it likes, when it likes. */
async function dial(port: number) {
  const socket = connect({ port, host: "127.0.0.1" }).setEncoding("utf8");
  // A reset is a close like any other here.
  socket.on("error", () => {});
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  // A promise of `once` would reject with the error.
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await once(socket, "connect");
  return {
    send: (text: string) => socket.write(text),
    async receives(text: string) {
      while (!received.includes(text)) {
        if (socket.closed) throw new ConnectionClosed(`closed before ${text}, after: ${received}`);
        await Promise.race([closed, new Promise((resolve) => socket.once("data", resolve))]);
      }
      const all = received;
      received = "";
      return all;
    },
    closed: () => closed,
  };
}

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nhost: test\r\n\r\n`;

test("SIGTERM under load drops no request", async () => {
  const { port, signal, ended, waitFor } = await start({ SLOW_RESPONSE_MS: "300" });
  const loads = [
    putLoadOn(port, FAST_CALL, 10),
    putLoadOn(port, SLOW_CALL, 5),
    putLoadOn(port, TRICKLE_CALL, 3),
    putLoadOn(port, UPLOAD_CALL, 2),
  ];
  for (const { path } of [FAST_CALL, SLOW_CALL, TRICKLE_CALL, UPLOAD_CALL])
    await waitFor(new RegExp(`${path} is asked for`));
  signal();
  const exitCode = await ended();
  const tallies = await Promise.all(loads);
  expect(tallies.flatMap(({ dropped }) => dropped)).toEqual([]);
  for (const { completed, refused } of tallies) {
    expect(completed).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  }
  expect(exitCode).toBe(0);
});

// At once: most of their time goes by while a server looks whether anything still comes.
describe.concurrent("after SIGTERM", () => {
  test("a connection that was idle is served once more, told that the process drains, and let go", () =>
    retryIfLate(async () => {
      const { port, signal, ended, waitFor } = await start();
      const client = await dial(port);
      // It listens a moment before all of it has started.
      let ready = "";
      while (!ready.includes('"ready":true')) {
        client.send(ask("/health/ready"));
        ready = await client.receives('"reasons":');
      }
      expect(ready).toContain("200 OK");
      signal();
      await waitFor(/accepts no more connections/);
      client.send(ask("/health/ready"));
      const response = await client.receives('"ready":false');
      expect(response).toContain("503 Service Unavailable");
      expect(response).toMatch(/connection: close/i);
      await client.closed();
      expect(await ended()).toBe(0);
    }));

  test("a request that is only half there is waited for", () =>
    retryIfLate(async () => {
      const { port, signal, ended, waitFor } = await start();
      const client = await dial(port);
      const whole = ask("/fast");
      client.send(whole.slice(0, 20));
      signal();
      await waitFor(/accepts no more connections/);
      client.send(whole.slice(20));
      expect(await client.receives('{"fast":true}')).toMatch(/connection: close/i);
      expect(await ended()).toBe(0);
    }));

  test("a connection that stays quiet delays no shutdown", async () => {
    const { port, signal, ended } = await start();
    const client = await dial(port);
    signal();
    await client.closed();
    expect(await ended()).toBe(0);
  });

  test("a stream of events is ended, not waited for and not torn", async () => {
    const { port, signal, ended } = await start();
    const client = await dial(port);
    client.send(ask("/events").replace("\r\n\r\n", "\r\naccept: text/event-stream\r\n\r\n"));
    await client.receives("data: hello");
    signal();
    expect(await client.receives("\r\n0\r\n\r\n")).toContain("data: bye");
    expect(await ended()).toBe(0);
  });

  test("a request that has no end is cut off when the time is up, and the exit code tells", async () => {
    const { port, signal, ended, output, waitFor } = await start({ SHUTDOWN_TIMEOUT: "1" });
    const client = await dial(port);
    client.send(ask("/forever"));
    await waitFor(/forever has begun/);
    signal();
    await client.closed();
    expect(await ended()).toBe(1);
    expect(output()).toMatch(/1 requests were cut off/);
  });
});
