import type { z } from "zod";
import type { AiCaller } from "../caller.ts";

/** What a tool is called with besides its input. */
export interface ToolContext {
  /** Whom the answer is for. A tool may read and do what this caller may, and nothing else. */
  readonly caller: AiCaller;
  /** Aborts when no one waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Something that a model may ask the application to do. Its service does the work. */
export interface AiTool<Schema extends z.ZodType = z.ZodType> {
  /** As models call it: letters, digits and underscores. */
  readonly name: string;
  /** One sentence that tells the model when to call it. */
  readonly description: string;
  readonly input: Schema;
  /** "read" runs at once. "writes" waits until the caller has confirmed it, and so does a tool that does not say. */
  readonly effect?: "read" | "writes";
  /** What confirming it does, for the person who is asked: "Delete the order 17". The input as JSON unless given. */
  describe?(input: z.output<Schema>): string;
  /** Whether a caller may use it; everyone may unless given. Asked again when a call is confirmed. */
  isAllowed?(caller: AiCaller): boolean | Promise<boolean>;
  /** @returns what the model receives, as JSON */
  run(input: z.output<Schema>, context: ToolContext): Promise<unknown>;
}

/** Declares a tool; its input is typed by the schema. */
export const defineTool = <Schema extends z.ZodType>(tool: AiTool<Schema>): AiTool<Schema> => tool;
