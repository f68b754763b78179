import { importsOf } from "../imports.ts";
import type { Made } from "../made.ts";
import type { Name } from "../name.ts";
import type { Source } from "../source.ts";

export function makeJob({ kebab, camel }: Name, source: Source, app: string): Made {
  const service = source.import("service");
  const job = `${importsOf('import { defineJob, every } from "@aegis-stack/runtime/scheduler";', service)}

export const ${camel}Job = defineJob({
  id: "${kebab}",
  description: "Looks at the overview; replace it by what shall be done",
  schedule: every("1h"),
  timeout: "5m",
  run() {
    const { name, at } = ${source.call};
    return \`Looked at \${name} at \${at}.\`;
  },
});
`;
  const imports = importsOf(
    'import { pino } from "pino";',
    'import { expect, test } from "vitest";',
    'import { getJobDefinition, type JobContext } from "@aegis-stack/runtime/scheduler";',
    'import { jobs } from "../jobs.ts";',
    `import { ${camel}Job } from "./${kebab}.ts";`,
  );
  const test = `${imports}

const context: JobContext = {
  signal: new AbortController().signal,
  log: pino({ level: "silent" }),
  scheduledFor: new Date(),
  job: getJobDefinition(${camel}Job),
};

test("says what it looked at", async () => {
  expect(await ${camel}Job.run(context)).toContain("${kebab}");
});

test("is one of the application's jobs", () => {
  expect(jobs).toContain(${camel}Job);
});
`;
  const folder = "app/components/scheduler/jobs";
  return {
    files: { [`${folder}/${kebab}.ts`]: job, [`${folder}/${kebab}.test.ts`]: test },
    wiring: [
      {
        path: "app/components/scheduler/jobs.ts",
        import: { names: [`${camel}Job`], from: `./jobs/${kebab}.ts` },
        line: `jobs.push(${camel}Job);`,
        entries: /^jobs\.push\(/,
        opening: /^export const jobs\b.*=\s*\[\];$/,
      },
    ],
    next: `npx ${app} ops jobs list`,
  };
}
