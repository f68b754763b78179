import { importsOf } from "../imports.ts";
import type { Made } from "../made.ts";
import type { Name } from "../name.ts";
import type { Source } from "../source.ts";

export function makeRoute({ kebab, camel, title }: Name, source: Source): Made {
  const service = source.import("schema", "service");
  const route = `${importsOf(
    'import { problemResponses } from "@aegis-stack/runtime/http";',
    'import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";',
    service ?? 'import { z } from "zod";',
  )}

export const ${camel}Routes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    "",
    {
      schema: {
        tags: ["${kebab}"],
        summary: "${title}: the overview",
        response: { 200: ${source.schema}, ...problemResponses },
      },
    },
    () => ${source.call.startsWith("{") ? `(${source.call})` : source.call},
  );
};
`;
  const test = `import { expect, test } from "vitest";
import { testServer } from "#app/components/backend/server.fixture.ts";
import { API_PREFIX } from "#app/core/constants.ts";

test("answers the overview", async () => {
  const { app } = await testServer();
  const response = await app.inject(\`\${API_PREFIX}/${kebab}\`);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ name: "${kebab}" });
});
`;
  const folder = `app/components/backend/api/${kebab}`;
  return {
    files: { [`${folder}/index.ts`]: route, [`${folder}/${kebab}.test.ts`]: test },
    wiring: [
      {
        path: "app/components/backend/api/index.ts",
        import: { names: [`${camel}Routes`], from: `./${kebab}/index.ts` },
        sameName: new RegExp(`\\bprefix: "/${kebab}"`),
        line: `await app.register(${camel}Routes, { prefix: "/${kebab}" });`,
        entries: /^\s*(?:await\s+)?app\.register\(/,
        opening: /\bapiRoutes\b.*=>\s*\{$/,
      },
    ],
    next: `GET /api/v1/${kebab}`,
  };
}
