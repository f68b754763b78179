import { expect, test } from "vitest";
import { type Rendered, stacksWith, textOf } from "./stacks.ts";

/** The files in which several owners meet: a change there is reviewed in the output, not only in the template. */
const WIRING = [
  "package.json",
  "compose.yaml",
  ".env.example",
  "app/components/backend/server.ts",
  "app/components/frontend/routes.ts",
  "app/cli/main.ts",
  "app/application.ts",
];

/** The digest in the tarball's name changes with each change of the runtime, which is not reviewed here. */
const withoutDigest = (text: string) =>
  text.replaceAll(/(aegis-stack-runtime-\S+)-[0-9a-f]{8}/g, "$1-DIGEST");

function markdownOf({ label, files }: Rendered): string {
  const paths = [...files.keys()].filter((path) => path !== "package-lock.json").sort();
  const sections = WIRING.map((path) => `## ${path}\n\n\`\`\`\n${textOf(files.get(path))}\`\`\`\n`);
  return withoutDigest([`# ${label}\n`, `${paths.join("\n")}\n`, ...sections].join("\n"));
}

/** The smallest and the largest stack; what lies between is compiled and booted, and would only repeat these. */
const chosen = new Map([
  ["smallest", stacksWith("fewest")[0]],
  ["largest", stacksWith("most").at(-1)],
]);

test.each([...chosen])("the %s stack renders as it did", async (name, rendered) => {
  if (!rendered) throw new Error("the catalog allows no stack");
  await expect(markdownOf(rendered)).toMatchFileSnapshot(`golden/${name}.md`);
});
