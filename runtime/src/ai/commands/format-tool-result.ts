/** What a reader sees of the result of a tool. */
const MAX_RESULT_CHARACTERS = 2_000;

/** Formats what a tool returned for a terminal. */
export function formatToolResult(result: unknown): string {
  const text = typeof result === "string" ? result : (JSON.stringify(result ?? null, null, 2) ?? "null");
  if (text.length <= MAX_RESULT_CHARACTERS) return text;
  return `${text.slice(0, MAX_RESULT_CHARACTERS)}\n… ${text.length - MAX_RESULT_CHARACTERS} more characters`;
}
