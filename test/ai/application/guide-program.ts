import { z } from "zod";
import type { Ai } from "../../../runtime/src/ai/create-ai.ts";
import { createFreshAi } from "../../../runtime/src/ai/fresh-ai.fixture.ts";
import { defineTool } from "../../../runtime/src/ai/tools/ai-tool.ts";
import { runCommands } from "../../../runtime/src/commands/index.ts";
import { accountsOfAda } from "./accounts.ts";
import { createGuideDocuments } from "./documents.ts";

// A program with the commands of the application of the guides `ai`. With GUIDE_ACCOUNTS it has accounts, with GUIDE_DATABASE, the
// address of a database, documents in it.

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

const { GUIDE_DATABASE: databaseUrl } = process.env;
const documents = databaseUrl === undefined ? undefined : createGuideDocuments(databaseUrl, () => ai);

const ai: Ai = createFreshAi({
  name: "my-app",
  ...(documents && { documents }),
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
