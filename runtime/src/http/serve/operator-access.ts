import type { ListeningAddress } from "./listen.ts";

/** What decides who may see the operations pages. */
export interface OperatorAccessValues {
  readonly NODE_ENV: "development" | "test" | "production";
  readonly OVERSEER_PASSWORD?: string | undefined;
  /** Whether the application has accounts, whose admins sign in. */
  readonly hasAccounts: boolean;
}

/** Describes for the banner who may see the operations pages; empty where everyone may. */
export function describeOperatorAccess({
  NODE_ENV,
  OVERSEER_PASSWORD,
  hasAccounts,
}: OperatorAccessValues): string {
  if (hasAccounts) return "for admins who are signed in";
  return NODE_ENV === "production" && OVERSEER_PASSWORD === undefined
    ? "closed until OVERSEER_PASSWORD is set"
    : "";
}

/**
 * Warns the owner of a development server that the network can reach; undefined for any other. In production HOST is meant
 * for the network, with a proxy in front.
 */
export function findExposure(
  { isLocal }: Pick<ListeningAddress, "isLocal">,
  { NODE_ENV, OVERSEER_PASSWORD, hasAccounts }: OperatorAccessValues,
): string | undefined {
  if (isLocal || NODE_ENV !== "development") return undefined;
  return hasAccounts || OVERSEER_PASSWORD !== undefined
    ? "HOST lets everyone in the networks of this machine reach the development server, its sources and its error messages"
    : "HOST lets everyone in the networks of this machine reach the development server, whose operations pages are open until OVERSEER_PASSWORD is set";
}
