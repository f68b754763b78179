import { importsOf } from "../imports.ts";
import type { Made } from "../made.ts";
import type { Name } from "../name.ts";
import type { Source } from "../source.ts";

export function makeTask({ kebab, camel }: Name, source: Source): Made {
  const [schema, service] = [source.import("schema"), source.import("service")];
  const contractPath = `app/services/${kebab}/${kebab}-task.ts`;
  const contractImport = { names: [`${camel}Task`], from: `#${contractPath}` };
  const contract = `${importsOf(
    'import { z } from "zod";',
    'import { defineTask } from "@aegis-stack/runtime/queue";',
    schema === null ? null : { ...schema, from: `./${kebab}-service.ts` },
  )}

/** Enqueue it from anywhere: await queue.enqueue(${camel}Task, {}). */
export const ${camel}Task = defineTask({
  name: "${kebab}",
  description: "Answers the overview; replace it by what shall be done",
  queue: "system",
  payload: z.object({}),
  result: ${source.schema},
  timeout: "1m",
});
`;
  const handler = `${importsOf('import { handle } from "@aegis-stack/runtime/queue";', service, contractImport)}

export const ${camel}Handler = handle(${camel}Task, () => {
  return ${source.call};
});
`;
  const test = `${importsOf(
    'import { pino } from "pino";',
    'import { expect, test } from "vitest";',
    'import type { TaskContext } from "@aegis-stack/runtime/queue";',
    contractImport,
    'import { contracts } from "#app/services/tasks/contracts.ts";',
    'import { handlers } from "../tasks.ts";',
    `import { ${camel}Handler } from "./${kebab}.ts";`,
  )}

const context: TaskContext = {
  taskId: "1",
  attempt: 1,
  signal: new AbortController().signal,
  log: pino({ level: "silent" }),
  progress: async () => {},
  note: async () => {},
};

test("answers what its contract promises", async () => {
  const result = await ${camel}Handler.run({}, context);
  const answer = ${camel}Task.result?.parse(result);
  expect(answer).toMatchObject({ name: "${kebab}" });
});

test("is known to those who enqueue it and to the worker", () => {
  expect(contracts).toContain(${camel}Task);
  expect(handlers).toContain(${camel}Handler);
});
`;
  const folder = "app/components/worker/tasks";
  return {
    files: {
      [contractPath]: contract,
      [`${folder}/${kebab}.ts`]: handler,
      [`${folder}/${kebab}.test.ts`]: test,
    },
    wiring: [
      {
        path: "app/services/tasks/contracts.ts",
        import: { names: [`${camel}Task`], from: `#${contractPath}` },
        line: `${camel}Task,`,
        array: "contracts",
      },
      {
        path: "app/components/worker/tasks.ts",
        import: { names: [`${camel}Handler`], from: `./tasks/${kebab}.ts` },
        line: `${camel}Handler,`,
        array: "handlers",
      },
    ],
    next: `await queue.enqueue(${camel}Task, {})`,
  };
}
