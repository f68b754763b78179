import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type Tool,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { AppError, toPublicError } from "../../errors/index.ts";
import type { AiTool } from "../tools/ai-tool.ts";
import { createToolTimeoutError } from "../tools/tool-errors.ts";
import type { ToolOutcome } from "../tools/toolbox.ts";
import type { McpAccess } from "./access.ts";
import type { Confirmation } from "./confirmation.ts";
import type { McpOptions } from "./options.ts";

/** What one connection, or one request, is served with. */
export interface McpServerOptions extends Pick<McpOptions, "ai" | "name" | "version" | "log"> {
  /** Decides anew for each request of a connection. @throws AppError */
  access(): Promise<McpAccess>;
  /** Says where a call is confirmed. @param id that of the approval */
  describeConfirmation(id: string): Confirmation;
  /** Over HTTP: aborts when the client has left or the time is over. Cancellations arrive by the protocol, too. */
  readonly signal?: AbortSignal;
}

/** Creates a server of the protocol that holds no state: what it lists and runs is read for each request. */
export function createProtocolServer(options: McpServerOptions): Server {
  const { ai, name, version } = options;
  const server = new Server(
    { name, version },
    {
      capabilities: { tools: {} },
      instructions: `Tools of the application ${name}. Those that change something wait until the user has confirmed them.`,
    },
  );
  server.setRequestHandler("tools/list", () =>
    withoutInternals(options, async () => {
      const { caller, scope } = await options.access();
      return { tools: (await ai.service.tools(caller, scope)).map(describeTool) };
    }),
  );
  server.setRequestHandler("tools/call", ({ params }, { mcpReq }) =>
    withoutInternals(options, async () => {
      const access = await options.access();
      const signal = joinSignals(mcpReq.signal, options.signal);
      try {
        const call = { ...access, name: params.name, input: params.arguments ?? {}, signal };
        return toCallResult(await ai.service.callTool(call), options);
      } catch (error) {
        if (isTimeout(signal)) return toErrorResult(createToolTimeoutError(params.name));
        // No one reads the response to a call that was cancelled.
        if (signal.aborted)
          throw new ProtocolError(ProtocolErrorCode.InternalError, "The call was cancelled.");
        if (!(error instanceof AppError)) throw error;
        if (error.code === "ai.unknown-tool")
          throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message);
        return toErrorResult(error);
      }
    }),
  );
  return server;
}

/** The library sends the sentence of any error to the client. */
async function withoutInternals<Result>(
  { log }: Pick<McpServerOptions, "log">,
  respond: () => Promise<Result>,
): Promise<Result> {
  try {
    return await respond();
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    log.error({ err: error }, "a request over MCP failed");
    const message = error instanceof AppError ? toPublicError(error).message : "The request failed.";
    throw new ProtocolError(ProtocolErrorCode.InternalError, message);
  }
}

const schemas = new WeakMap<AiTool, Tool["inputSchema"]>();

function describeTool(tool: AiTool): Tool {
  const inputSchema = schemas.get(tool) ?? createInputSchema(tool);
  schemas.set(tool, inputSchema);
  const isReadOnly = tool.effect === "read";
  return {
    name: tool.name,
    description: tool.description,
    inputSchema,
    annotations: { readOnlyHint: isReadOnly, destructiveHint: !isReadOnly },
  };
}

/** The protocol requires an object. What JSON Schema cannot express is left open here, and validated when the tool is called. */
function createInputSchema({ input }: AiTool): Tool["inputSchema"] {
  const schema: object = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return { ...schema, type: "object" };
}

function toCallResult(
  outcome: ToolOutcome,
  { describeConfirmation }: Pick<McpServerOptions, "describeConfirmation">,
): CallToolResult {
  if (outcome.kind === "done") return toTextResult(outcome.result);
  const { id, summary, expiresAt } = outcome.approval;
  return toTextResult({ ...describeConfirmation(id), approval: id, summary, expiresAt });
}

/** What a model can act on, and nothing else of an error. */
function toErrorResult(error: AppError): CallToolResult {
  const { message, hint, details, code } = toPublicError(error);
  return { ...toTextResult([message, ...details, hint, `[${code}]`].join("\n")), isError: true };
}

const isTimeout = ({ reason }: AbortSignal): boolean =>
  reason instanceof DOMException && reason.name === "TimeoutError";

const toTextResult = (value: unknown): CallToolResult => ({
  content: [{ type: "text", text: typeof value === "string" ? value : JSON.stringify(value) }],
});

/** Aborts with the first of both. Listeners hold it: a signal of `AbortSignal.any` may be collected while a tool waits for it. */
function joinSignals(ofMessage: AbortSignal, ofRequest: AbortSignal | undefined): AbortSignal {
  if (ofRequest === undefined) return ofMessage;
  const controller = new AbortController();
  for (const signal of [ofMessage, ofRequest]) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}
