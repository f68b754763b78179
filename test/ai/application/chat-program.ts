import { z } from "zod";
import { createFreshAi } from "../../../runtime/src/ai/fresh-ai.fixture.ts";
import { openAiCompatible } from "../../../runtime/src/ai/providers/openai-compatible.ts";
import { defineTool } from "../../../runtime/src/ai/tools/ai-tool.ts";
import { runCommands } from "../../../runtime/src/commands/index.ts";
import { accountsOfAda } from "./accounts.ts";

// A program with the commands of an application named "shop". CHAT_PROVIDER is the address of a local provider of models.

const url = process.env.CHAT_PROVIDER;

const deleteOrder = defineTool({
  name: "delete_order",
  description: "Delete an order of the shop.",
  input: z.object({ order: z.string().default("17") }),
  describe: ({ order }) => `Delete the order ${order}\u001b[2J`,
  run: async ({ order }) => ({ deleted: order }),
});

const ai = createFreshAi({
  tools: [deleteOrder],
  auth: accountsOfAda,
  ...(url && {
    providers: [openAiCompatible({ OPENAI_COMPATIBLE_URL: url, OPENAI_COMPATIBLE_API_KEY: undefined })],
    settings: { AI_MODEL: "openai-compatible:fake" },
  }),
});

process.exitCode = await runCommands(process.argv.slice(2), {
  name: "shop",
  version: "1.0.0",
  folder: import.meta.dirname,
  settings: { NODE_ENV: "test" } as never,
  commands: [],
  application: async () => ({ application: { capabilities: [ai.capability] } }),
  server: () => Promise.reject(new Error("no server")),
});
