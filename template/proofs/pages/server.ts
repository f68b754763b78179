import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { developmentPages, productionPages } from "@aegis-stack/runtime/frontend";
import { application } from "#app/application.ts";
import { createServer } from "#app/components/backend/server.ts";
import { createPageContext } from "#app/components/frontend/serve/create-context.ts";
import { ROOT } from "#app/core/constants.ts";
import { operators } from "#app/core/operators.ts";

/**
 * API and pages in a process of their own, as they are when the application runs: Node itself loads them,
 * not the test runner. `node server.ts development` or `node server.ts production BUILD_DIRECTORY TIMEOUT`.
 */
const [, , mode, directory = "", timeout = "15000"] = process.argv;
const app = await createServer({ pageTimeoutMs: Number(timeout) });
const createContext = createPageContext;
await app.register(
  mode === "development"
    ? developmentPages({ root: ROOT, createContext })
    : productionPages({ buildDirectory: directory, createContext, pageTimeoutMs: Number(timeout) }),
);

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
const { health, phase } = application;
const report = health.report.bind(health);

/** Changes the one instance of the health service, to see who notices. */
process.on("message", async (message) => {
  if (message === "fail") health.report = () => Promise.reject(new Error("the loader broke"));
  if (message === "hang") {
    health.report = () => {
      // No caller keeps the promise: what waits for it may be collected, and must not be lost.
      setTimeout(collectGarbage, 50);
      return Promise.withResolvers<never>().promise;
    };
  }
  if (message === "hang pages") {
    Reflect.set(operators, "authorize", () => Promise.withResolvers<never>().promise);
  }
  if (message === "mark") {
    health.report = async () => {
      const marked = await report();
      return { ...marked, application: { ...marked.application, version: "marked-version" } };
    };
  }
  // #region aegis:scheduler
  if (message === "run jobs") {
    const { startExampleJobs } = await import("./example-jobs.ts");
    await startExampleJobs();
  }
  // #endregion
  process.send?.("done");
});

phase.enter("running");
process.send?.(await app.listen({ port: 0, host: "127.0.0.1" }));
