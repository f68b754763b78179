import { APPLICATION_ID_HEADER, parseApplicationName } from "@aegis-stack/runtime/address";
import { AppError } from "@aegis-stack/runtime/errors";
import { APP_NAME, APPLICATION_ID } from "#app/core/constants.ts";

/** How long the server may take, in milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * Makes sure that what answers at an address is this application's own server, before anything is asked of it or any
 * password is sent there. Where nothing answers it resolves: the question itself then says so.
 *
 * @param url the server's address, no slash at the end
 * @param otherwise what to do to reach another server on purpose, a sentence; empty where there is no way
 * @throws AppError `server.other-application`, `server.unexpected-answer`
 */
export async function requireOwnServer(url: string, otherwise = ""): Promise<void> {
  const id = await idAt(url);
  if (id === undefined || id === APPLICATION_ID) return;
  const name = parseApplicationName(id);
  const hint = ["Start this application, or set PORT to where it listens.", otherwise]
    .filter(Boolean)
    .join(" ");
  if (name === undefined)
    throw new AppError({
      code: "server.unexpected-answer",
      category: "invalid",
      message: `What answers at ${url} is not this version of ${APP_NAME}, so nothing was asked of it.`,
      hint: `Another program may have that port, or the server runs another version. ${hint}`,
    });
  throw new AppError({
    code: "server.other-application",
    category: "conflict",
    message:
      name === APP_NAME
        ? `What answers at ${url} is ${name} from another folder, so nothing was asked of it.`
        : `What answers at ${url} is another application, ${name}, so nothing was asked of it.`,
    hint,
  });
}

/** Undefined where nothing answers; empty where what answers does not say what it is. */
async function idAt(url: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${url}/health/live`, { signal, redirect: "manual" });
    await response.body?.cancel();
    return response.headers.get(APPLICATION_ID_HEADER) ?? "";
  } catch {
    return undefined;
  }
}
