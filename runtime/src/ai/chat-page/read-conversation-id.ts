/** The type of the part that a stream of `/stream` begins with. */
const CONVERSATION_PART = "data-conversation";

/** The conversation that an answer belongs to, from the part that says so; undefined from every other part. */
export function readConversationId(part: {
  readonly type: string;
  readonly data: unknown;
}): string | undefined {
  const { type, data } = part;
  if (type !== CONVERSATION_PART || typeof data !== "object" || data === null) return undefined;
  return "id" in data && typeof data.id === "string" ? data.id : undefined;
}
