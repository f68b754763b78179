import { AppError } from "@aegis-stack/runtime/errors";
import { markOperatorRequest, requireOwnOrigin } from "@aegis-stack/runtime/http"; // aegis:auth
// import { markOperatorRequest, ROUTE_NOT_FOUND, requireOwnOrigin } from "@aegis-stack/runtime/http"; // aegis:!auth
import { allowsMethod } from "@aegis-stack/runtime/operators";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "#app/components/backend/services.ts";
// import { APP_NAME } from "#app/core/constants.ts"; // aegis:!auth
import type { Asker } from "#app/services/auth/audit/actor.ts"; // aegis:auth
import { actorBehind } from "#app/services/auth/audit/actor-behind.ts"; // aegis:auth
import { identifyCaller } from "./identify-caller.ts"; // aegis:auth
import { readsOnly } from "./reads-only.ts";
import { forbidden, signedOut } from "./signed-in.ts"; // aegis:auth

// #region aegis:!auth
// const CHALLENGE = `Basic realm="${APP_NAME} operations", charset="UTF-8"`; // aegis:!auth
//  // aegis:!auth
// /** // aegis:!auth
//  * Keeps routes for operators. Closed, they look as if they were not there. A hook for `preParsing`: after the // aegis:!auth
//  * rate limit, before anything that the caller sent is looked at. // aegis:!auth
//  */ // aegis:!auth
// export function operatorsOnly({ operators }: Pick<Services, "operators">) { // aegis:!auth
//   return async function admitOperators(request: FastifyRequest, reply: FastifyReply): Promise<void> { // aegis:!auth
//     const { authorization } = request.headers; // aegis:!auth
//     if (authorization !== undefined) requireOwnOrigin(request); // aegis:!auth
//     const access = operators.authorize({ authorization, client: request.ip }); // aegis:!auth
//     if (access === "read-only" && !allowsMethod(access, request.method)) throw readsOnly(); // aegis:!auth
//     if (allowsMethod(access, request.method)) return markOperatorRequest(request); // aegis:!auth
//     if (access === "closed") throw notThere(); // aegis:!auth
//     reply.header("www-authenticate", CHALLENGE); // aegis:!auth
//     throw credentials(); // aegis:!auth
//   }; // aegis:!auth
// } // aegis:!auth
//  // aegis:!auth
// const notThere = () => // aegis:!auth
//   new AppError({ // aegis:!auth
//     code: ROUTE_NOT_FOUND.code, // aegis:!auth
//     category: "not-found", // aegis:!auth
//     message: ROUTE_NOT_FOUND.detail, // aegis:!auth
//     hint: ROUTE_NOT_FOUND.hint, // aegis:!auth
//   }); // aegis:!auth
//  // aegis:!auth
// const credentials = () => // aegis:!auth
//   new AppError({ // aegis:!auth
//     code: "operators.credentials", // aegis:!auth
//     category: "unauthorized", // aegis:!auth
//     message: "This is for operators, and the credentials are missing or wrong.", // aegis:!auth
//     hint: "Give user `admin` and the server's OVERSEER_PASSWORD.", // aegis:!auth
//   }); // aegis:!auth
// #endregion aegis:!auth
// #region aegis:auth
/**
 * Keeps routes for admins who are signed in, and for programs with the operators' password. A browser that asks for a
 * page is led to the sign-in. A hook for `preParsing`: after the rate limit, before anything that the caller sent is
 * looked at.
 */
export function operatorsOnly({ auth, operators }: Pick<Services, "auth" | "operators">) {
  return async function admitOperators(request: FastifyRequest, reply: FastifyReply) {
    const { authorization, accept } = request.headers;
    const { session, outage } = await identifyCaller(auth, request, reply).then(
      (found) => ({ session: found, outage: undefined }),
      (error: unknown) => {
        // A password needs no session: its owner is to see what is wrong while accounts cannot be read.
        if (authorization === undefined || !isOutage(error)) throw error;
        return { session: null, outage: error };
      },
    );
    if (authorization !== undefined) requireOwnOrigin(request);
    const access = operators.authorize({ authorization, client: request.ip, user: session?.user });
    if (access === "read-only") {
      if (!allowsMethod(access, request.method)) throw readsOnly();
      markOperatorRequest(request);
      return;
    }
    if (outage !== undefined && access !== "granted") throw outage;
    if (access === "granted") {
      const actor = actorBehind(request.headers, session?.user);
      askers.set(request, { actor, requestId: request.id, address: request.ip });
      markOperatorRequest(request);
      return;
    }
    const isPage = request.method === "GET" && accept?.includes("text/html") === true;
    // The page there tells in sentences what this account lacks.
    if (access === "forbidden" && isPage) return reply.redirect("/overseer");
    if (access === "forbidden") throw forbidden("admin");
    if (!isPage) throw signedOut();
    return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`);
  };
}

const isOutage = (error: unknown): boolean => error instanceof AppError && error.category === "unavailable";

const askers = new WeakMap<FastifyRequest, Asker>();

/** The operator who sent a request; undefined where it was not let in as one's. */
export const askerOf = (request: FastifyRequest): Asker | undefined => askers.get(request);
// #endregion aegis:auth
