import { run } from "#app/core/lifecycle/run.ts";

process.env.NODE_ENV ??= "development";

/** Everything in one process, pages from source. */
await run("dev", async () => {
  const [{ webParts }, { developmentPages }] = await Promise.all([
    import("./web-parts.ts"),
    import("#app/components/frontend/serve/development.ts"),
  ]);
  return withoutNewListeners("SIGTERM", () => webParts(developmentPages));
});

/** React Router's compiler starts a Vite of its own, which ends the process on SIGTERM before it has drained. */
async function withoutNewListeners<Result>(
  signal: NodeJS.Signals,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = new Set(process.listeners(signal));
  const result = await work();
  for (const listener of process.listeners(signal)) {
    if (!before.has(listener)) process.off(signal, listener);
  }
  return result;
}
