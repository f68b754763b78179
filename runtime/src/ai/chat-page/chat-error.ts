/** Why an answer did not come, or broke off. */
export interface ChatFailure {
  readonly message: string;
  readonly hint: string;
}

const UNREACHABLE_FAILURE: ChatFailure = {
  message: "The application did not respond.",
  hint: "Check your connection, then ask again.",
};

/** What a refused response, or the end of a stream, is worth to a reader. */
export function readChatError(error: Error): ChatFailure {
  const problem = parseProblem(error.message);
  if (problem !== undefined) return problem;
  // Failures of the connection have words of the browser, which say nothing to a reader.
  return error instanceof TypeError ? UNREACHABLE_FAILURE : { message: error.message, hint: "" };
}

/** The transport throws the body of a response as the message of an error: problem details of this application, or of a proxy. */
function parseProblem(body: string): ChatFailure | undefined {
  if (/^\s*</.test(body)) return UNREACHABLE_FAILURE;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null || !("detail" in value)) return undefined;
    const { detail, hint } = { hint: "", ...value };
    return { message: String(detail), hint: String(hint) };
  } catch {
    return undefined;
  }
}
