import swaggerUi from "@fastify/swagger-ui";
import type { FastifyPluginAsync } from "fastify";
import type { OperatorHook } from "../protection/operator-hook.ts";
import { REFERENCE_PAGE_SCRIPT } from "./page-script.ts";
import { REFERENCE_PAGE_STYLE } from "./page-style.ts";

/** The one style that the reference page adds inline, by the hash of its text. */
const INLINE_STYLE_HASH = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** What the reference routes are created from. */
export interface ReferenceOptions {
  /** The name of the application. */
  readonly name: string;
  /** Authorizes operators. */
  readonly requireOperator: OperatorHook;
}

/** The description of the API, for programs at `/openapi.json` and for readers at `/docs`. */
export const referenceRoutes: FastifyPluginAsync<ReferenceOptions> = async (
  app,
  { name, requireOperator },
) => {
  app.addHook("preParsing", requireOperator);
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    // Without the bar that asks for the address of another description; the theme whose colours all have contrast.
    uiConfig: { layout: "BaseLayout", syntaxHighlight: { theme: "tomorrow-night" } },
    theme: {
      title: `${name} API`,
      css: [{ filename: "page.css", content: REFERENCE_PAGE_STYLE }],
      js: [{ filename: "page.js", content: REFERENCE_PAGE_SCRIPT }],
    },
    transformStaticCSP: (policy) =>
      policy.replace("style-src 'self'", `style-src 'self' ${INLINE_STYLE_HASH}`),
  });
};
