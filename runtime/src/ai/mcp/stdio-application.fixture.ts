import { pino } from "pino";
import { z } from "zod";
import { Command } from "../../commands/index.ts";
import { AppError, describeError } from "../../errors/index.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { defineTool } from "../tools/ai-tool.ts";
import { configureMcpCommand } from "./command.ts";
import { createMcp } from "./create-mcp.ts";

/** The command line of an application, as a process of its own: `node stdio-application.fixture.ts ai mcp`. */
export const STDIO_APPLICATION_FILE = import.meta.filename;

const log = pino({ level: "debug" }, pino.destination({ fd: 2, sync: true }));
const ai = createFreshAi({
  audit: async (event) => log.info({ event }, "audit"),
  tools: [
    defineTool({
      name: "findOrder",
      description: "Finds an order.",
      input: z.object({ number: z.int() }),
      effect: "read",
      async run({ number }) {
        // What a library prints must not reach the client.
        console.log("printed by a tool");
        process.stdout.write("written by a tool\n");
        return { number, state: "paid" };
      },
    }),
    defineTool({
      name: "wait",
      description: "Waits until it is cancelled.",
      input: z.object({}),
      effect: "read",
      run: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          log.info("the tool waits");
          signal.addEventListener("abort", () => {
            log.info("the tool was aborted");
            reject(signal.reason);
          });
        }),
    }),
    defineTool({
      name: "cancelOrder",
      description: "Cancels an order.",
      input: z.object({ number: z.int() }),
      async run() {
        log.info("the order was cancelled");
      },
    }),
  ],
});
const accounts = {
  users: {
    async show(user: string) {
      if (user === "ada@example.com" || user === "ada")
        return { id: "ada", email: "ada@example.com", deactivatedAt: null };
      throw new AppError({ code: "users.unknown", category: "not-found", message: "None.", hint: "None." });
    },
  },
};
const mcp = createMcp({
  ai: { service: ai.service, isPersistent: process.env.TEST_WITHOUT_DATABASE === undefined },
  settings: { MCP_TOKEN: undefined },
  name: "shop",
  version: "1.2.3",
  log,
  accounts: process.env.TEST_WITHOUT_ACCOUNTS ? undefined : accounts,
  approvalPath: "/chat",
});
const program = new Command("shop").enablePositionalOptions();
configureMcpCommand(program.command("ai"), mcp);
if (process.argv[1] === STDIO_APPLICATION_FILE)
  await program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = 1;
  });
