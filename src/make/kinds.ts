import { fitLine } from "../imports/line-width.ts";
import type { Name } from "./name.ts";
import type { Wiring } from "./wire.ts";
import type { MakeKind } from "./words.ts";

/** What `aegis make` does for one kind. */
interface KindDefinition {
  /** The files of `template/make` that are written, by their path in there. */
  readonly samples: readonly string[];
  readonly wirings: (name: Name) => readonly Wiring[];
  /** How the user sees the result. `app` is the application's own name. */
  readonly next: (name: Name, app: string) => string;
}

const service: KindDefinition = {
  samples: [
    "app/services/sample-item/sample-item-service.ts",
    "app/services/sample-item/sample-item-service.test.ts",
  ],
  wirings: () => [],
  next: ({ kebab }) => `npx vitest run app/services/${kebab}`,
};

const route: KindDefinition = {
  samples: [
    "app/components/backend/api/sample-item/index.ts",
    "app/components/backend/api/sample-item/sample-item.test.ts",
  ],
  wirings: ({ kebab, camel }) => [
    {
      path: "app/components/backend/api/index.ts",
      import: { names: [`${camel}Routes`], from: `./${kebab}/index.ts` },
      sameName: new RegExp(`\\bprefix: "/${kebab}"`),
      line: `await app.register(${camel}Routes, { prefix: "/${kebab}" });`,
      entries: /^\s*(?:await\s+)?app\.register\(/,
      opening: /\bapiRoutes\b.*=>\s*\{$/,
    },
  ],
  next: ({ kebab }) => `GET /api/v1/${kebab}`,
};

const page: KindDefinition = {
  samples: ["app/components/frontend/pages/sample-item.tsx", "tests/pages/sample-item.test.ts"],
  wirings: ({ kebab }) => [
    {
      path: "app/components/frontend/routes.ts",
      sameName: new RegExp(`\\broute\\(\\s*"/?${kebab}"`),
      line: `route("${kebab}", "pages/${kebab}.tsx"),`,
      closing: /^\](?:\s*(?:satisfies|as)\s+RouteConfig)?;?$/,
    },
  ],
  next: ({ kebab }) => `/${kebab} in the browser`,
};

/** The statement that adds a command to the application's list. */
function offerCall({ kebab }: Name): string {
  const words = [`"${kebab}"`, '"Show the overview"', `() => import("./${kebab}.ts")`];
  const wrapped = ["offer(", ...words.map((word) => `  ${word},`), ");"];
  return fitLine(`offer(${words.join(", ")});`, wrapped).join("\n");
}

const command: KindDefinition = {
  samples: ["app/cli/sample-item.ts", "app/cli/sample-item.test.ts"],
  wirings: (name) => [
    {
      path: "app/cli/commands.ts",
      sameName: new RegExp(`\\(\\s*"${name.kebab}"`),
      line: offerCall(name),
      entries: /^offer\(/,
      opening: /commands\.push\(/,
    },
  ],
  next: ({ kebab }, app) => `npx ${app} ${kebab}`,
};

const task: KindDefinition = {
  samples: [
    "app/services/sample-item/sample-item-task.ts",
    "app/components/worker/tasks/sample-item.ts",
    "app/components/worker/tasks/sample-item.test.ts",
  ],
  wirings: ({ kebab, camel }) => [
    {
      path: "app/services/tasks/contracts.ts",
      import: { names: [`${camel}Task`], from: `#app/services/${kebab}/${kebab}-task.ts` },
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
  next: ({ camel }) => `await queue.enqueue(${camel}Task, {})`,
};

const job: KindDefinition = {
  samples: [
    "app/components/scheduler/jobs/sample-item.ts",
    "app/components/scheduler/jobs/sample-item.test.ts",
  ],
  wirings: ({ kebab, camel }) => [
    {
      path: "app/components/scheduler/jobs.ts",
      import: { names: [`${camel}Job`], from: `./jobs/${kebab}.ts` },
      line: `jobs.push(${camel}Job);`,
      entries: /^jobs\.push\(/,
      opening: /^export const jobs\b.*=\s*\[\];$/,
    },
  ],
  next: (_name, app) => `npx ${app} ops jobs list`,
};

export const kinds: Readonly<Record<MakeKind, KindDefinition>> = { service, route, page, command, task, job };
