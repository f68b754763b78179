import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import { runIn } from "../matrix/workspace.ts";
import { linkLibraries, packed, writeFiles } from "./packed.ts";

/** An application with the packed runtime and the libraries of the repository. */
function createApplication(withoutLibraries: readonly string[] = []): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  linkLibraries(join(folder, "node_modules"), withoutLibraries);
  writeFiles(join(folder, "node_modules/@aegis-stack/runtime"), packed);
  return folder;
}

const evaluate = (folder: string, code: string) =>
  runIn(folder, process.execPath, ["--input-type=module", "--eval", code]);

test("the embedded engine of the packed runtime starts the processes of its database", () => {
  const folder = createApplication();
  const { status, output } = evaluate(
    folder,
    `import { createEmbeddedQueueEngine } from "@aegis-stack/runtime/queue";
    import { pino } from "pino";
    const engine = createEmbeddedQueueEngine({
      folder: process.cwd() + "/data/queue",
      resolvePGlite: () => import.meta.resolve("@electric-sql/pglite"),
      log: pino({ enabled: false }),
    });
    await engine.open();
    const retention = { age: 60_000, count: 100 };
    const task = { id: "test.1", name: "demo", payload: {}, attempts: 1, delay: 0, priority: 0 };
    await engine.add("test", [{ ...task, retention: { completed: retention, failed: retention } }]);
    console.log(JSON.stringify(await engine.counts("test")));
    await engine.close();`,
  );
  expect(status, output).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ waiting: 1 });
});

test("without PGlite in the application the embedded engine names it", () => {
  const folder = createApplication(["@electric-sql"]);
  const { output } = evaluate(
    folder,
    `import { createEmbeddedQueueEngine } from "@aegis-stack/runtime/queue";
    import { pino } from "pino";
    const engine = createEmbeddedQueueEngine({
      folder: process.cwd() + "/data/queue",
      resolvePGlite: () => import.meta.resolve("@electric-sql/pglite"),
      log: pino({ enabled: false }),
    });
    await engine.open().catch((error) => console.log(error.code, error.message));`,
  );
  expect(output).toMatch(/^queue\.folder-unreadable .*'@electric-sql\/pglite'/);
});

test("an application without BullMQ loads the queue, and the first use of an engine names it", () => {
  const folder = createApplication(["bullmq", "ioredis", "pg"]);
  const { status, output } = evaluate(
    folder,
    `import { createMemoryQueueEngine, createPostgresQueueEngine, createQueue } from "@aegis-stack/runtime/queue";
    import { pino } from "pino";
    const queue = createQueue({ engine: createMemoryQueueEngine(), queues: { test: {} } });
    await queue.engine.open();
    const url = "postgres://127.0.0.1:1/none";
    const engine = createPostgresQueueEngine({ url, limit: 1, applicationName: "test", log: pino({ enabled: false }) });
    await engine.open().catch((error) => console.log(error.message));`,
  );
  expect(status, output).toBe(0);
  expect(output).toContain("'bullmq'");
});
