import type { LoaderFunctionArgs } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";

export interface SignedIn {
  /** The name of the signed-in user; null without one. */
  name: string | null;
}

/** The root's loader, for every page. The name is only shown, so an outage does not fail the page. */
export async function whoIsSignedIn({ context }: LoaderFunctionArgs): Promise<SignedIn> {
  const { session, log } = context.get(pageContext);
  try {
    return { name: (await session())?.user.name ?? null };
  } catch (err) {
    log.error({ err }, "the session could not be read");
    return { name: null };
  }
}
