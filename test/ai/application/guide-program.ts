import { z } from "zod";
import { createFreshAi } from "../../../runtime/src/ai/fresh-ai.fixture.ts";
import { defineTool } from "../../../runtime/src/ai/tools/ai-tool.ts";
import { runCommands } from "../../../runtime/src/commands/index.ts";
import { accountsOfAda } from "./accounts.ts";

// A program with the commands of the application of the guide `ai`. With GUIDE_ACCOUNTS it has accounts.

const describeApplication = defineTool({
  name: "describe_application",
  description: "Describes this application: its name, version, components and services.",
  input: z.object({}),
  effect: "read",
  run: async () => ({
    name: "my-app",
    version: "0.1.0",
    components: ["backend", "frontend", "cli"],
    services: ["ai"],
  }),
});

const cancelOrder = defineTool({
  name: "cancelOrder",
  description: "Cancels an order.",
  input: z.object({ number: z.int().min(1) }),
  effect: "writes",
  describe: ({ number }) => `Cancel the order ${number}`,
  run: async ({ number }) => ({ cancelled: number }),
});

const ai = createFreshAi({
  name: "my-app",
  tools: [describeApplication, cancelOrder],
  ...(process.env.GUIDE_ACCOUNTS && { auth: accountsOfAda }),
});

process.exitCode = await runCommands(process.argv.slice(2), {
  name: "my-app",
  version: "0.1.0",
  folder: import.meta.dirname,
  settings: { NODE_ENV: "test" } as never,
  commands: [],
  application: async () => ({ application: { capabilities: [ai.capability] } }),
  server: () => Promise.reject(new Error("no server")),
});
