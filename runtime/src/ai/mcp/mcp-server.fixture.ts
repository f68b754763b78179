import {
  Client,
  StreamableHTTPClientTransport,
  type VersionNegotiationOptions,
} from "@modelcontextprotocol/client";
import { pino } from "pino";
import { onTestFinished, vi } from "vitest";
import { z } from "zod";
import { listenAnywhere, testServer } from "../../http/http-server.fixture.ts";
import { createFreshAi, type FreshAiOptions } from "../fresh-ai.fixture.ts";
import { type AiTool, defineTool } from "../tools/ai-tool.ts";
import type { ToolCallEvent, ToolScope } from "../tools/toolbox.ts";
import { createMcp } from "./create-mcp.ts";
import { createCredential } from "./credentials.ts";
import type { McpOptions } from "./options.ts";

/** A tool that reads and one that writes. */
export function createOrderTools() {
  const find = vi.fn(async ({ number }: { number: number }) => ({ number, state: "paid" }));
  const cancel = vi.fn(async ({ number }: { number: number }) => ({ cancelled: number }));
  const input = z.object({ number: z.int().min(1).describe("the number of the order") });
  const tools: readonly AiTool[] = [
    defineTool({ name: "findOrder", description: "Finds an order.", input, effect: "read", run: find }),
    defineTool({
      name: "cancelOrder",
      description: "Cancels an order.",
      input,
      describe: ({ number }) => `Cancel the order ${number}`,
      run: cancel,
    }),
  ];
  return { find, cancel, tools };
}

export interface McpServerFixtureOptions
  extends Partial<Pick<McpOptions, "accounts" | "publicUrl" | "callTimeoutMs" | "now">> {
  readonly tools?: readonly AiTool[];
  readonly ai?: FreshAiOptions;
  readonly isPersistent?: boolean;
  /** What tokens allow and whom they act for, by their names. */
  readonly tokens?: Readonly<Record<string, readonly [scope: ToolScope, user: string]>>;
}

/** A server with the tools of an application at `/mcp`, and a token of each scope for ada. */
export async function startMcpServer({
  tools = [],
  tokens = { reader: ["read", "ada"], writer: ["write", "ada"] },
  ai: aiOptions,
  isPersistent = true,
  ...options
}: McpServerFixtureOptions = {}) {
  const events: ToolCallEvent[] = [];
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const ai = createFreshAi({ tools, audit: async (event) => void events.push(event), ...aiOptions });
  const created = Object.entries(tokens).map(([name, given]) => ({ name, ...createCredential(...given) }));
  const { app } = await testServer({ settings: { RATE_LIMIT: 100_000 } });
  const mcp = createMcp({
    ...options,
    ai: { service: ai.service, isPersistent },
    settings: { MCP_TOKEN: created.length === 0 ? undefined : created.map(({ credential }) => credential) },
    name: "shop",
    version: "1.2.3",
    log,
    approvalPath: "/chat",
  });
  await app.register(mcp.routes, { prefix: "/mcp" });
  const url = new URL("/mcp", await listenAnywhere(app));
  // A connection that a client has opened ahead of its next request is not idle to Node.js.
  onTestFinished(() => app.server.closeAllConnections());
  const bearerOf = (name: string) => ({
    authorization: `Bearer ${created.find((each) => each.name === name)?.token}`,
  });
  return {
    lines,
    events,
    url,
    service: ai.service,
    /** The header with the token of a name. */
    bearerOf,
    /** Sends a body as it is. */
    post: (body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(url, { method: "POST", body, headers: { ...JSON_HEADERS, ...headers } }),
    /** Connects the client of the official library with the token of a name. */
    connect: (name: string, negotiation?: VersionNegotiationOptions) =>
      connectClient(url, bearerOf(name), negotiation),
  };
}

const JSON_HEADERS = { "content-type": "application/json", accept: "application/json, text/event-stream" };

/** Connects the client of the official library; it is closed after the test. */
export async function connectClient(
  url: URL,
  headers: Readonly<Record<string, string>>,
  versionNegotiation?: VersionNegotiationOptions,
): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1.0.0" },
    versionNegotiation ? { versionNegotiation } : undefined,
  );
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  onTestFinished(() => client.close());
  return client;
}

/** The text of a result, and whether it is an error. */
export function readResult({ content, isError }: Awaited<ReturnType<Client["callTool"]>>) {
  const [first] = content;
  return { text: first?.type === "text" ? first.text : "", isError: isError === true };
}

/** A message of the protocol, as a client of 2025 sends it. */
export const createMessage = (method: string, params: object = {}): string =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
