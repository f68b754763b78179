import { describe, expect, test } from "vitest";
import { stacksWith } from "../matrix/stacks.ts";
import { createWorkspace, runIn } from "../matrix/workspace.ts";
import { add, edited, evolved, init, remove, same, textIn } from "./application.ts";
import { olderTemplate } from "./edits/older-template.ts";

const order = `import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";

export const orderRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get("/", { schema: { response: { 200: z.object({ orders: z.number() }) } } }, () => ({ orders: 0 }));
};
`;

/** An application with a route, a command and a script of its owner's. */
function owned(words: string, from?: typeof olderTemplate) {
  const start = init(words, from);
  const api = "app/components/backend/api/index.ts";
  const commands = "app/cli/commands.ts";
  return edited(start, {
    "app/components/backend/api/orders/index.ts": order,
    [api]: textIn(start, api)
      .replace(
        "import { overviewRoutes",
        'import { orderRoutes } from "./orders/index.ts";\nimport { overviewRoutes',
      )
      .replace("\n};", '\n  await app.register(orderRoutes, { prefix: "/orders" });\n};'),
    [commands]: `${textIn(start, commands)}offer("orders", "Look at the orders", () => import("./orders.ts"));\n`,
    "app/cli/orders.ts":
      'import type { Command } from "commander";\n\nexport function configure(command: Command): void {\n  command.action(() => {});\n}\n',
    "package.json": textIn(start, "package.json").replace(
      '"test":',
      '"orders": "my-app orders",\n    "test":',
    ),
  });
}

const everything = (stacksWith("most").at(-1)?.stack.asked ?? []).map(({ name }) => name);

describe("what was merged is not only compared: its types, lint and format are right", () => {
  test.each([
    ["everything added to nothing", () => evolved(owned(""), add(everything.join(","))).application],
    [
      "the scheduler moved into the database",
      () => evolved(owned("scheduler[memory]"), add("scheduler[database]")).application,
    ],
    [
      "the database left alone again",
      () => evolved(owned("database,scheduler[database]"), remove("scheduler")).application,
    ],
    [
      "an older one updated",
      () => evolved(owned("database,scheduler[database]", olderTemplate), same).application,
    ],
  ])("%s", (_, make) => {
    const { stack, files } = make();
    const folder = createWorkspace({ label: "merged", stack, files });
    for (const command of [["tsc"], ["biome", "check", "--diagnostic-level=error"]] as const) {
      const { status, output } = runIn(folder, command[0], command.slice(1));
      expect(status, output).toBe(0);
    }
    const { status, output } = runIn(folder, process.execPath, ["app/cli/bin.js", "--help"]);
    expect([status, output]).toEqual([0, expect.stringContaining("Look at the orders")]);
  });
});
