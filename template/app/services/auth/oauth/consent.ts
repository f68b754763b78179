import { AppError } from "@aegis-stack/runtime/errors";
import { z } from "zod";
import { CONSENT_PAGES, type Provider } from "./providers.ts";

const answered = z.object({ url: z.string() });

/**
 * Where the library sends somebody to agree.
 *
 * @throws AppError `auth.provider` when that is not the provider
 */
export function consentPage(provider: Provider, body: unknown): string {
  const { url } = answered.catch({ url: "" }).parse(body);
  if (url.startsWith(CONSENT_PAGES[provider])) return url;
  throw new AppError({
    code: "auth.provider",
    category: "internal",
    message: "The sign-in through this provider could not be begun.",
    hint: "Sign in with a password.",
  });
}
