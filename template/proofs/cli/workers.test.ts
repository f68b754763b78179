import { hostname } from "node:os";
import { createMemoryQueueEngine, createQueue, WORKER_PREFIX } from "@aegis-stack/runtime/queue";
import { expect, test } from "vitest";
import { listening, testServer } from "../backend/test-server.ts";
import { runCli } from "./run-cli.ts";

test("alive tells by its exit code whether a worker lives on this very host, embedded in the server too", async () => {
  const engine = createMemoryQueueEngine();
  const { capability } = createQueue({ engine, queues: {} }).operations([]);
  const { app } = await testServer({ capabilities: [capability] });
  const { port } = await listening(app);
  const alive = () => runCli(["ops", "workers", "alive"], { PORT: port });
  const post = (host: string) => {
    const now = Date.now();
    const heartbeat = {
      id: host,
      host,
      pid: 1,
      startedAt: now,
      seenAt: now,
      memory: 1,
      queues: [],
      tasks: [],
    };
    return engine.writeEntries({ [`${WORKER_PREFIX}${host}`]: JSON.stringify(heartbeat) });
  };
  await post("elsewhere");
  expect(await alive()).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining("No worker is running"),
  });
  await post(hostname());
  expect(await alive()).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("A worker is running"),
  });
});
