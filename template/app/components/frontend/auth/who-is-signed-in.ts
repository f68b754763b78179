import type { LoaderFunctionArgs } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";

export interface SignedIn {
  /** What whoever is signed in is called; null for nobody. */
  name: string | null;
}

/** The root's loader: who is signed in, for every page. What is asked of it only greets, so an outage is no fault here. */
export async function whoIsSignedIn({ context }: LoaderFunctionArgs): Promise<SignedIn> {
  const { session, log } = context.get(pageContext);
  try {
    return { name: (await session())?.user.name ?? null };
  } catch (err) {
    log.error({ err }, "it could not be seen who is signed in");
    return { name: null };
  }
}
