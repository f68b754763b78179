import { pino } from "pino";
import { expect, test } from "vitest";
import { createEmbeddedQueueEngine, createMemoryQueueEngine, createQueue } from "./index.ts";

const describeQueue = (engine: Parameters<typeof createQueue>[0]["engine"]) =>
  createQueue({ queues: { system: {} }, engine }).capability.notes?.();

test("a developer is told that tasks are kept in an embedded database, and how to keep them on a server", () => {
  const engine = createEmbeddedQueueEngine({
    folder: "unused",
    resolvePGlite: () => expect.unreachable(),
    log: pino({ level: "silent" }),
  });
  expect(describeQueue(engine)).toEqual([expect.stringContaining("Set REDIS_URL")]);
});

test("with any other engine there is nothing to say", () => {
  expect(describeQueue(createMemoryQueueEngine())).toEqual([]);
});
