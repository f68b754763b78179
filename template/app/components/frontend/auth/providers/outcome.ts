import { findProviderRefusal } from "@aegis-stack/runtime/auth";
import type { Outcome } from "../form/outcome.ts";

/** Why a sign-in through a provider failed; undefined where none did. @param form the form that shows it */
export function providerOutcome(request: Request, form = ""): Outcome | undefined {
  const error = new URL(request.url).searchParams.get("error");
  if (error === null) return undefined;
  return {
    kind: "failed",
    code: "auth.provider",
    ...findProviderRefusal(error),
    form,
    field: "",
    values: {},
  };
}
