import { importsOf } from "../imports.ts";
import type { Made } from "../made.ts";
import type { Name } from "../name.ts";
import type { Source } from "../source.ts";

export function makePage({ kebab, pascal, title }: Name, source: Source): Made {
  const service = source.import("service");
  const page = `${importsOf(
    'import { useLoaderData } from "react-router";',
    'import { CONTENT_ID, SkipLink } from "../ui/skip-link.tsx";',
    service,
  )}

export const loader = () => ${source.call.startsWith("{") ? `(${source.call})` : source.call};

export default function ${pascal}Page() {
  const { name, at } = useLoaderData<typeof loader>();
  return (
    <>
      <title>${title}</title>
      <SkipLink />
      <main id={CONTENT_ID} className="mx-auto max-w-3xl space-y-4 px-4 py-8 sm:px-6 sm:py-16">
        <h1 className="text-2xl font-semibold">${title}</h1>
        <p>
          {name}, as of <time dateTime={at}>{at}</time>
        </p>
      </main>
    </>
  );
}
`;
  const test = `import { type StartedApplication, startApplication } from "@aegis-stack/runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

let application: StartedApplication;

beforeAll(async () => {
  application = await startApplication({ folder: ROOT });
});

afterAll(() => application.stop());

test("the page is rendered whole, with what the service answers", async () => {
  const response = await fetch(\`\${application.url}/${kebab}\`);
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toMatch(/<h1[^>]*>${title}<\\/h1>/);
  expect(html).toMatch(/${kebab}.*<time /);
  expect(html).toContain("</html>");
});
`;
  return {
    files: {
      [`app/components/frontend/pages/${kebab}.tsx`]: page,
      [`tests/pages/${kebab}.test.ts`]: test,
    },
    wiring: [
      {
        path: "app/components/frontend/routes.ts",
        sameName: new RegExp(`\\broute\\(\\s*"/?${kebab}"`),
        line: `route("${kebab}", "pages/${kebab}.tsx"),`,
        closing: /^\](?:\s*(?:satisfies|as)\s+RouteConfig)?;?$/,
      },
    ],
    next: `/${kebab} in the browser`,
  };
}
