import { defineTool } from "@aegis-stack/runtime/ai";
import { z } from "zod";
import { overview } from "./overview-service.ts";

/** Lets models say what this application is made of. It reads, so it runs at once. */
export const overviewTool = defineTool({
  name: "describe_application",
  description: "Describes this application: its name, version, components and services.",
  input: z.object({}),
  effect: "read",
  run: async () => overview.describe(),
});
