import { pino } from "pino";
import { type Ai, type AiOptions, createAi } from "./create-ai.ts";

/** The values of the settings where nothing is set. */
const AI_TEST_SETTINGS: AiOptions["settings"] = {
  NODE_ENV: "test",
  AI_MODEL: undefined,
  AI_MODELS: [],
  AI_TIMEOUT: 120,
  AI_STALL_TIMEOUT: 30,
  AI_MAX_OUTPUT_TOKENS: 4_096,
  AI_USER_TOKENS: 200_000,
  AI_USER_CENTS: undefined,
  AI_TOKENS: 5_000_000,
  AI_CENTS: undefined,
  AI_RETENTION_DAYS: 90,
  AI_PUBLIC: false,
  AI_VISITOR_REQUESTS: 20,
  AI_SECRET: "what the cookies of visitors are signed with here",
  MCP_TOKEN: undefined,
};

export interface FreshAiOptions extends Partial<Omit<AiOptions, "settings" | "log">> {
  readonly settings?: Partial<AiOptions["settings"]>;
}

/** The models of an application named "shop", in memory, with the lines of its log. */
export function createFreshAi({ settings, ...options }: FreshAiOptions = {}): Ai & {
  readonly lines: readonly Record<string, unknown>[];
} {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const ai = createAi({
    settings: { ...AI_TEST_SETTINGS, ...settings },
    name: "shop",
    version: "1.2.3",
    log,
    path: "/api/v1/ai",
    // No test writes there: the secret is set.
    dataDirectory: "/nonexistent",
    providers: [],
    instructions: () => "You answer questions about the shop.",
    ...options,
  });
  return { ...ai, lines };
}
