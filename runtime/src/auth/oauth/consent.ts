import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { CONSENT_PAGES, type Provider } from "./providers.ts";

const consentBody = z.object({ url: z.string() });

/**
 * The page of the provider where the user agrees, as the library returns it.
 *
 * @throws AppError `auth.provider` when it is not a page of the provider
 */
export function readConsentPage(provider: Provider, body: unknown): string {
  const { url } = consentBody.catch({ url: "" }).parse(body);
  if (url.startsWith(CONSENT_PAGES[provider])) return url;
  throw new AppError({
    code: "auth.provider",
    category: "internal",
    message: "The sign-in through this provider could not be begun.",
    hint: "Sign in with a password.",
  });
}
