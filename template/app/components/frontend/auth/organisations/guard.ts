import type { Membership } from "@aegis-stack/runtime/auth/organisations";
import { AppError } from "@aegis-stack/runtime/errors";
import { createContext, data, type MiddlewareFunction, type RouterContextProvider } from "react-router";
import { organisations } from "#app/services/auth/organisations/index.ts";
import type { OrganisationRole } from "#app/services/auth/organisations/roles.ts";
import { signedIn, userOf } from "../guard.ts";

const membershipContext = createContext<Membership<OrganisationRole>>();

/**
 * Keeps a page below `:organisation` for those who are in it and have a role there, or a higher one. For everybody else
 * there is no such page.
 *
 * `export const middleware = memberOf();`
 */
export function memberOf(role?: OrganisationRole): MiddlewareFunction<Response>[] {
  const requireMember: MiddlewareFunction<Response> = async ({ context, params }) => {
    try {
      const { organisation = "" } = params;
      context.set(
        membershipContext,
        await organisations.requireMembership(userOf(context).id, organisation, role),
      );
    } catch (error) {
      if (error instanceof AppError && error.category === "not-found") throw data(null, { status: 404 });
      if (error instanceof AppError && error.category === "forbidden") throw data(null, { status: 403 });
      throw error;
    }
  };
  return [...signedIn(), requireMember];
}

/** Whose page it is that `memberOf` keeps: user, role and organisation; for its loader and its action. */
export const membershipOf = (context: Readonly<RouterContextProvider>): Membership<OrganisationRole> =>
  context.get(membershipContext);
