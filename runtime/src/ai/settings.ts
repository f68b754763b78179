import { text, type Values, wholeNumber } from "../settings/index.ts";
import { parseModelReference } from "./models/model-reference.ts";

const modelSetting = () =>
  text({
    must: "must be the name of a provider and of its model, such as anthropic:claude-sonnet-5 or ollama:llama4",
    accepts: (given) => parseModelReference(given) !== undefined,
  });

/** What is to be set for requests to models, of any provider. */
export const aiSettings = {
  /** The model that answers unless a request names another. Not set: in development one that is built in. */
  AI_MODEL: modelSetting().optional(),
  /** Seconds that a whole answer may take, with all its steps and retries. */
  AI_TIMEOUT: wholeNumber(1, 3_600).default(120),
  /** Seconds without any output after which an answer is given up. */
  AI_STALL_TIMEOUT: wholeNumber(1, 600).default(30),
  /** Tokens that one step of an answer may have. */
  AI_MAX_OUTPUT_TOKENS: wholeNumber(16, 1_000_000).default(4_096),
  /** Tokens that one user, or one client without an account, may use a day, in questions and answers together. */
  AI_USER_TOKENS: wholeNumber(0, 1_000_000_000).default(200_000),
  /** US cents that one user may cost a day. Not set: only tokens are counted. */
  AI_USER_CENTS: wholeNumber(0, 1_000_000).optional(),
  /** Tokens that the whole application may use a day. */
  AI_TOKENS: wholeNumber(0, 1_000_000_000_000).default(5_000_000),
  /** US cents that the whole application may cost a day. Not set: only tokens are counted. */
  AI_CENTS: wholeNumber(0, 100_000_000).optional(),
  /** Days that conversations are kept after their last message, and usage after its request. 0 keeps them forever. */
  AI_RETENTION_DAYS: wholeNumber(0, 36_500).default(90),
};

/** The values of `aiSettings`. */
export type AiValues = Values<typeof aiSettings>;
