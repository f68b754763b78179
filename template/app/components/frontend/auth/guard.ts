import {
  createContext,
  data,
  type MiddlewareFunction,
  type RouterContextProvider,
  redirect,
} from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { auth, type Session } from "#app/services/auth/index.ts";
import type { Role } from "#app/services/auth/roles.ts";
import { signInPath } from "./next.ts";

const sessionContext = createContext<Session>();

/**
 * Protects a page, and those within it: only users with the role, or a higher one, see it. A visitor who is not signed in is
 * redirected to the sign-in, and back. It belongs to the route, not to a path.
 *
 * `export const middleware = signedIn();`
 */
export function signedIn(role: Role = "user"): MiddlewareFunction<Response>[] {
  const requireUser: MiddlewareFunction<Response> = async ({ context, request }) => {
    const session = await context.get(pageContext).session();
    if (!session) throw redirect(signInPath(request));
    if (!auth.roles.includes(session.user.role, role)) throw data(null, { status: 403 });
    context.set(sessionContext, session);
  };
  return [requireUser];
}

/** The session of a request to a page that `signedIn` protects; for its loader and its action. */
export const sessionOf = (context: Readonly<RouterContextProvider>): Session => context.get(sessionContext);

/** The user of that session. */
export const userOf = (context: Readonly<RouterContextProvider>): Session["user"] => sessionOf(context).user;
