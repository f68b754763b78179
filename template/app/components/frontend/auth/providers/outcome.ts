import { findProviderRefusal } from "@aegis-stack/runtime/auth";
import type { Outcome } from "../form/outcome.ts";

/** Why somebody came back from a provider with nothing; undefined where nobody has. @param form which it is shown at */
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
