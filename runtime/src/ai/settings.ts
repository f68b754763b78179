import { custom, flag, isProduction, secret, text, type Values, wholeNumber } from "../settings/index.ts";
import { mcpSettings } from "./mcp/settings.ts";
import { parseModelReference } from "./models/model-reference.ts";

const modelSetting = () =>
  text({
    must: "must be the name of a provider and of its model, such as anthropic:claude-sonnet-5 or ollama:llama4",
    accepts: (given) => parseModelReference(given) !== undefined,
  });

/** Names of models separated by commas. */
const modelList = () =>
  custom<readonly string[]>({
    must: "must be names of models with their providers, separated by commas, such as openai:gpt-5,ollama:llama4",
    parse(given) {
      const names = given.split(",").flatMap((name) => name.trim() || []);
      return names.every((name) => parseModelReference(name) !== undefined) ? names : undefined;
    },
  });

/** What is to be set for requests to models, of any provider, and for the tools that programs call over MCP. */
export const aiSettings = {
  /** The model that answers unless a request names another. Not set: in development one that is built in. */
  AI_MODEL: modelSetting().optional(),
  /** Further models that users may choose on the page and by the API, separated by commas; none by default. */
  AI_MODELS: modelList().default([]),
  /** Seconds that a whole answer may take, with all its steps and retries. */
  AI_TIMEOUT: wholeNumber(1, 3_600).default(120),
  /**
   * Seconds without any output after which an answer that arrives in parts is given up; more for models that think long and do not say so.
   * Objects and vectors arrive whole, within AI_TIMEOUT.
   */
  AI_STALL_TIMEOUT: wholeNumber(1, 600).default(30),
  /** Tokens that one step of an answer may have. */
  AI_MAX_OUTPUT_TOKENS: wholeNumber(16, 1_000_000).default(4_096),
  /**
   * Tokens that one user, or one client without an account, may use a day, in questions and answers together. All clients of one network
   * without an account may use five times as many.
   */
  AI_USER_TOKENS: wholeNumber(0, 1_000_000_000).default(200_000),
  /** US cents that one user may cost a day. Not set: only tokens are counted. */
  AI_USER_CENTS: wholeNumber(0, 1_000_000).optional(),
  /** Tokens that the whole application may use a day. */
  AI_TOKENS: wholeNumber(0, 1_000_000_000_000).default(5_000_000),
  /** US cents that the whole application may cost a day. Not set: only tokens are counted. */
  AI_CENTS: wholeNumber(0, 100_000_000).optional(),
  /** Days that conversations are kept after their last message, and usage after its request. 0 keeps them forever. */
  AI_RETENTION_DAYS: wholeNumber(0, 36_500).default(90),
  /** Whether models answer visitors in production, in an application without accounts. With accounts users sign in, whatever is set. */
  AI_PUBLIC: flag().default(false),
  /** Requests to models that one address may make in a minute, in an application without accounts. */
  AI_VISITOR_REQUESTS: wholeNumber(1, 1_000_000).default(20),
  /** What the cookies of visitors are signed with. With it one can read any visitor's conversations. */
  AI_SECRET: secret(32)
    .optional()
    .required({
      in: ["web"],
      when: (all) => isProduction(all) && all.AI_PUBLIC === true && !Object.hasOwn(all, "AUTH_SECRET"),
      because: "in production where AI_PUBLIC is true; `openssl rand -hex 32` makes one",
    }),
  ...mcpSettings,
};

/** The values of `aiSettings`. */
export type AiValues = Values<typeof aiSettings>;
