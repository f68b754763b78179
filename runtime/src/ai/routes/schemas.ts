import { z } from "zod";
import { MAX_MESSAGE_CHARACTERS, MAX_TITLE_CHARACTERS } from "../chat/message-limits.ts";
import type { ChatMessage } from "../conversations/conversation-store.ts";

/** A message in JSON has up to six bytes for each of its characters; the rest is small. */
export const MAX_CHAT_BODY_BYTES = 6 * MAX_MESSAGE_CHARACTERS + 8_192;

/** What renames a conversation, or confirms a call, is small. */
export const MAX_CHANGE_BODY_BYTES = 8_192;

const MAX_ID_CHARACTERS = 64;
const MAX_MODEL_CHARACTERS = 200;
const MAX_USAGE_DAYS = 90;
const DEFAULT_USAGE_DAYS = 30;

/** The response of a route that has nothing to report. */
export const done = z.null().describe("Done.");

/** A conversation or an approval in a path. */
export const idParams = z.object({ id: z.string().max(MAX_ID_CHARACTERS) });

/** A message to a model. */
export const chatBody = z.object({
  text: z.string().max(MAX_MESSAGE_CHARACTERS).regex(/\S/, "must not be empty"),
  conversation: z
    .string()
    .max(MAX_ID_CHARACTERS)
    .optional()
    .meta({ description: "The conversation that it continues; it begins one unless given" }),
  model: z
    .string()
    .max(MAX_MODEL_CHARACTERS)
    .optional()
    .meta({ description: "One of those that `models` lists; the default one unless given" }),
});

/** A message whose answer is streamed, or written in the background. */
export const streamBody = chatBody.extend({
  background: z
    .boolean()
    .optional()
    .meta({ description: "Whether a worker writes the answer, which the conversation then streams" }),
});

/** A response in parts. */
export const streamResponse = {
  description:
    "Server-sent events in the UI message protocol of the AI SDK. `data-conversation` follows the first one.",
  content: { "text/event-stream": { schema: z.string() } },
};

/** Where an answer that is written in the background is found. */
export const startedResponse = z
  .object({ conversation: z.string(), response: z.string() })
  .describe("A worker will write the answer.");

/** A new title of a conversation. */
export const titleBody = z.object({ title: z.string().trim().min(1).max(MAX_TITLE_CHARACTERS) });

const message = z.object({
  id: z.string(),
  role: z.enum(["system", "user", "assistant"]),
  metadata: z
    .object({
      createdAt: z.string(),
      model: z.string().optional(),
      state: z.enum(["complete", "interrupted"]),
    })
    .optional(),
  /** As the UI messages of the AI SDK have them. */
  parts: z.array(z.looseObject({ type: z.string() })),
});

/** A stored message as a response has it: its parts are objects of any kind there. */
export const toMessageBody = ({ parts, ...facts }: ChatMessage) => ({
  ...facts,
  parts: parts.map((part) => ({ ...part })),
});

/** A whole response of a model. */
export const chatResponse = z.object({
  conversation: z.string(),
  model: z.string(),
  message,
  text: z.string(),
});

const summary = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** The conversations of a caller. */
export const conversationList = z.object({ conversations: z.array(summary) });

/** A conversation with its messages, the oldest first. */
export const conversationDetails = summary.extend({ messages: z.array(message) });

/** The models that a caller may choose. */
export const modelList = z.object({
  models: z.array(z.object({ name: z.string(), isDefault: z.boolean(), isDevelopment: z.boolean() })),
  isPersistent: z.boolean().meta({ description: "Whether conversations outlive the process" }),
});

/** The calls of tools that wait for a caller. */
export const approvalList = z.object({
  approvals: z.array(
    z.object({
      id: z.string(),
      tool: z.string(),
      input: z.unknown(),
      summary: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
    }),
  ),
});

/** What a confirmed call returned. */
export const confirmation = z.object({ result: z.unknown() });

/** Which usage to report. */
export const usageQuery = z.object({
  days: z.coerce.number().int().min(1).max(MAX_USAGE_DAYS).default(DEFAULT_USAGE_DAYS),
});

/** The usage of one model on one day. Costs are millionths of a US dollar. */
const modelUsage = z.object({
  day: z.string(),
  model: z.string(),
  requests: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costMicroUsd: z.int().nullable().meta({ description: "Null where the price of no request is known" }),
  unpricedRequests: z.int(),
});

/** What a caller has used. */
export const usageReport = z.object({
  usage: z.array(modelUsage),
  budget: z.object({
    usedTokens: z.int(),
    limitTokens: z.int(),
    usedMicroUsd: z.int(),
    limitMicroUsd: z.int().nullable(),
  }),
});
