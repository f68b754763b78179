import { parseJsonEventStream, type UIMessageChunk, uiMessageChunkSchema } from "ai";
import { listenAnywhere, testServer } from "../../http/http-server.fixture.ts";
import { createFreshAi, type FreshAiOptions } from "../fresh-ai.fixture.ts";
import { startProviderServer, type WireBehaviour } from "../providers/provider-server.fixture.ts";

export interface AiServerOptions extends FreshAiOptions {
  /** Aborts when the process begins to stop. */
  readonly draining?: AbortSignal;
}

interface SentRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** What a client received. */
interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: unknown;
}

export type AiClient = ReturnType<typeof createClient>;

/** A client that keeps its cookies, as a browser does. @param cookie what it begins with: `name=value` */
function createClient(url: URL, cookie?: string) {
  const jar = new Map<string, string>();
  const keep = (pair: string) => jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  if (cookie !== undefined) keep(cookie);

  const getCookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  async function request(method: string, path: string, { body, headers, signal }: SentRequest = {}) {
    const response = await fetch(new URL(`/api/v1/ai${path}`, url), {
      method,
      headers: {
        ...(jar.size > 0 && { cookie: getCookie() }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    for (const set of response.headers.getSetCookie()) keep(set.split(";", 1)[0] ?? "");
    return response;
  }

  async function send(method: string, path: string, sent?: SentRequest): Promise<ReceivedResponse> {
    const response = await request(method, path, sent);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const json = isJson && text !== "" ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  }

  return { request, send, getCookie };
}

/** The chunks of a stream, read by the parser of the SDK. */
export async function* readChunks({ body }: Response): AsyncGenerator<UIMessageChunk> {
  if (body === null) throw new Error("there is no body");
  for await (const parsed of parseJsonEventStream({ stream: body, schema: uiMessageChunkSchema })) {
    if (!parsed.success) throw parsed.error;
    yield parsed.value;
  }
}

/** What a stream says, and why it broke off. */
export async function readStream(response: Response) {
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of readChunks(response)) chunks.push(chunk);
  const text = chunks.flatMap((chunk) => (chunk.type === "text-delta" ? [chunk.delta] : [])).join("");
  const errors = chunks.flatMap((chunk) => (chunk.type === "error" ? [chunk.errorText] : []));
  return { chunks, text, errors };
}

/** A server with the routes of models on a port of its own, for the calling test. */
export async function startAiServer({ draining, ...options }: AiServerOptions = {}) {
  const ai = createFreshAi(options);
  const NODE_ENV = options.settings?.NODE_ENV ?? "test";
  const { app, lines } = await testServer({
    settings: { NODE_ENV, RATE_LIMIT: 100_000 },
    level: "trace",
    api: async (api) => {
      await api.register(ai.routes, { prefix: ai.path, ...(draining && { draining }) });
    },
  });
  const url = await listenAnywhere(app);
  return {
    ...ai,
    app,
    url,
    client: (cookie?: string) => createClient(url, cookie),
    /** What the server and the models have logged. */
    logged: () => JSON.stringify([...lines, ...ai.lines]),
  };
}

type AiServer = Awaited<ReturnType<typeof startAiServer>>;

/** The same with a provider that behaves as given. */
export async function startWithProvider(
  behaviours: readonly WireBehaviour[],
  options: AiServerOptions = {},
): Promise<AiServer & { readonly provider: Awaited<ReturnType<typeof startProviderServer>> }> {
  const provider = await startProviderServer("openai", behaviours);
  const settings = { AI_MODEL: provider.model, ...options.settings };
  const server = await startAiServer({ ...options, providers: [provider.provider], settings });
  return { ...server, provider };
}
