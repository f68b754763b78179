import { readFileSync } from "node:fs";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyPluginAsync } from "fastify";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { APP_NAME } from "#app/core/constants.ts";

/** The one style that the reference page adds inline, by the hash of its text. */
const INLINE_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** What corrects Swagger UI: its colours, its dark theme, and names for what has none. */
const STYLE = readFileSync(new URL("./page.css", import.meta.url), "utf8");
const SCRIPT = readFileSync(new URL("./page.js", import.meta.url), "utf8");

/** The API's description, for programs at `/openapi.json` and for people at `/docs`. */
export const referenceRoutes: FastifyPluginAsync<WithServices> = async (app, { services }) => {
  app.addHook("preParsing", operatorsOnly(services));
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    // Without the bar that asks for the address of another description; the theme whose colours all have contrast.
    uiConfig: { layout: "BaseLayout", syntaxHighlight: { theme: "tomorrow-night" } },
    theme: {
      title: `${APP_NAME} API`,
      css: [{ filename: "page.css", content: STYLE }],
      js: [{ filename: "page.js", content: SCRIPT }],
    },
    transformStaticCSP: (policy) => policy.replace("style-src 'self'", `style-src 'self' ${INLINE_STYLE}`),
  });
};
