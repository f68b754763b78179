import { run } from "#app/core/lifecycle/run.ts";

process.env.NODE_ENV ??= "production";

/** The process that answers requests in production: API and built pages. */
await run("web", async (leave) => {
  const { buildUi } = await import("./build-ui.ts");
  const [{ webParts }] = await Promise.all([import("./web-parts.ts"), buildUi(leave)]);
  const { productionPages } = await import("#app/components/frontend/serve/production.ts");
  return webParts(productionPages);
});
