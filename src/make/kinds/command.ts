import { importsOf } from "../imports.ts";
import type { Made } from "../made.ts";
import type { Name } from "../name.ts";
import type { Source } from "../source.ts";

const longestLine = 110;

function entryFor(kebab: string): string {
  const words = [`"${kebab}"`, '"Show the overview"', `() => import("./${kebab}.ts")`];
  const oneLine = `offer(${words.join(", ")});`;
  return oneLine.length <= longestLine
    ? oneLine
    : ["offer(", ...words.map((word) => `  ${word},`), ");"].join("\n");
}

export function makeCommand({ kebab }: Name, source: Source, app: string): Made {
  const service = source.import("service");
  const command = `${importsOf(
    'import type { Command } from "@aegis-stack/runtime/commands";',
    'import { print, printJson } from "@aegis-stack/runtime/terminal";',
    service,
  )}

export const mutates = { ${kebab.includes("-") ? `"${kebab}"` : kebab}: false };

export function configure(command: Command): void {
  command.option("--json", "answer in JSON").action(({ json }: { json?: boolean }) => {
    const overview = ${source.call};
    if (json) printJson(overview);
    else print(\`\${overview.name}, as of \${overview.at}\`);
  });
}
`;
  const test = `import { runCommand } from "@aegis-stack/runtime/testing";
import { expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

test("tells people and programs the same", async () => {
  const { exitCode, stdout } = await runCommand(["${kebab}"], { folder: ROOT });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^${kebab}, as of \\d{4}-/);
  const json = await runCommand(["${kebab}", "--json"], { folder: ROOT });
  expect(JSON.parse(json.stdout)).toMatchObject({ name: "${kebab}" });
});
`;
  return {
    files: { [`app/cli/${kebab}.ts`]: command, [`app/cli/${kebab}.test.ts`]: test },
    wiring: [
      {
        path: "app/cli/commands.ts",
        sameName: new RegExp(`\\(\\s*"${kebab}"`),
        line: entryFor(kebab),
        entries: /^offer\(/,
        opening: /commands\.push\(/,
      },
    ],
    next: `npx ${app} ${kebab}`,
  };
}
