import { APPLICATION_ID_HEADER, parseApplicationName } from "../../address/index.ts";
import { AppError } from "../../errors/index.ts";
import type { LocalServer } from "./local-server.ts";

/** How long the server may take to identify itself. */
const TIMEOUT_MS = 10_000;

/**
 * Checks that the server at an address belongs to this application, before a request or a password is sent there. It resolves
 * where no server responds: the request itself then says so.
 *
 * @param url the server's address, without a slash at the end
 * @param otherwise how to reach another server on purpose, a sentence; empty where that is not possible
 * @throws AppError `server.other-application`, `server.unexpected-answer`
 */
export async function requireOwnServer(
  { name, applicationId }: Pick<LocalServer, "name" | "applicationId">,
  url: string,
  otherwise = "",
): Promise<void> {
  const id = await fetchApplicationId(url);
  if (id === undefined || id === applicationId) return;
  const otherName = parseApplicationName(id);
  const hint = ["Start this application, or set PORT to where it listens.", otherwise]
    .filter(Boolean)
    .join(" ");
  if (otherName === undefined)
    throw new AppError({
      code: "server.unexpected-answer",
      category: "invalid",
      message: `What answers at ${url} is not this version of ${name}, so nothing was asked of it.`,
      hint: `Another program may have that port, or the server runs another version. ${hint}`,
    });
  throw new AppError({
    code: "server.other-application",
    category: "conflict",
    message:
      otherName === name
        ? `What answers at ${url} is ${otherName} from another folder, so nothing was asked of it.`
        : `What answers at ${url} is another application, ${otherName}, so nothing was asked of it.`,
    hint,
  });
}

/** Undefined where no server responds; empty where the response does not identify the application. */
async function fetchApplicationId(url: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${url}/health/live`, { signal, redirect: "manual" });
    await response.body?.cancel();
    return response.headers.get(APPLICATION_ID_HEADER) ?? "";
  } catch {
    return undefined;
  }
}
