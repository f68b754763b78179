import { createOverseer, type OverseerAccess } from "@aegis-stack/runtime/overseer";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify"; // aegis:auth
// import type { FastifyPluginAsync, FastifyRequest } from "fastify"; // aegis:!auth
import { API_PREFIX } from "#app/core/constants.ts"; // aegis:auth
// import { API_PREFIX, APP_NAME } from "#app/core/constants.ts"; // aegis:!auth
import { settings } from "#app/core/settings.ts";
import { stack } from "#app/core/stack.ts";
import { isRecordedByService } from "#app/services/auth/audit/actions.ts"; // aegis:auth
import { actorBehind } from "#app/services/auth/audit/actor-behind.ts"; // aegis:auth
import { authFigures } from "#app/services/auth/index.ts"; // aegis:auth
import { ROLES } from "#app/services/auth/roles.ts"; // aegis:auth
import type { Session } from "#app/services/auth/session.ts"; // aegis:auth
import { mail } from "#app/services/mail/index.ts"; // aegis:mail
import { readSession } from "./protection/identify-caller.ts"; // aegis:auth
import type { Services } from "./services.ts";

// #region aegis:!auth
// /** The API's routes for operators name the same, so that a browser asks once for both. */ // aegis:!auth
// const CHALLENGE = `Basic realm="${APP_NAME} operations", charset="UTF-8"`; // aegis:!auth
//  // aegis:!auth
// #endregion aegis:!auth
/**
 * Overseer, with a page for each capability of this application.
 *
 * @param pageTimeoutMs after how many milliseconds a page responds with 503: Overseer's own limit unless given
 */
export function overseer(services: Services, pageTimeoutMs?: number): FastifyPluginAsync {
  const { health, metrics, operators } = services;
  const { auth, audit, users } = services; // aegis:auth

  // #region aegis:auth
  const sessions = new WeakMap<FastifyRequest, Promise<Session | null>>();
  function session(request: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
    const found = sessions.get(request) ?? readSession(auth, request, reply);
    sessions.set(request, found);
    return found;
  }

  async function authorize(request: FastifyRequest, reply: FastifyReply): Promise<OverseerAccess> {
    const { authorization } = request.headers;
    const user = (await session(request, reply))?.user;
    const kind = operators.authorize({ authorization, client: request.ip, user });
    return kind === "sign-in" ? { kind, path: signInPath } : { kind };
  }

  /** The sign-in that leads back to the page that was requested. */
  function signInPath({ url }: Request): string {
    const { pathname, search } = new URL(url);
    return `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
  }
  // #endregion aegis:auth
  // #region aegis:!auth
  // async function authorize(request: FastifyRequest): Promise<OverseerAccess> { // aegis:!auth
  //   const { authorization } = request.headers; // aegis:!auth
  //   const kind = operators.authorize({ authorization, client: request.ip }); // aegis:!auth
  //   return kind === "credentials" ? { kind, challenge: CHALLENGE } : { kind }; // aegis:!auth
  // } // aegis:!auth
  // #endregion aegis:!auth

  return createOverseer({
    health,
    metrics,
    entries: stack,
    capabilities: {
      // A line for each that has a page.
      database: { service: services.database, backupsKept: settings.BACKUPS_KEPT }, // aegis:database
      jobs: services.jobs, // aegis:scheduler
      tasks: services.tasks, // aegis:worker
      cache: services.cache, // aegis:cache
      mail: { service: mail, outbox: services.outbox }, // aegis:mail
      // #region aegis:auth
      accounts: { users, figures: authFigures, roles: ROLES },
      audit: {
        list: (query) => audit.list(query),
        async record(event) {
          if (!isRecordedByService(event.action, event.outcome)) await audit.record(event);
        },
      },
      // #endregion aegis:auth
    },
    // Pages of the application's own, declared as data: see docs/patterns.md.
    panels: [],
    guard: {
      authorize,
      // #region aegis:auth
      session,
      async actor(request, reply) {
        const user = (await session(request, reply))?.user;
        return { actor: actorBehind(request.headers, user), requestId: request.id, address: request.ip };
      },
      // #endregion aegis:auth
    },
    live: { events: `${API_PREFIX}/system/events`, snapshot: `${API_PREFIX}/system/snapshot` },
    nonce: (reply) => reply.cspNonce.script,
    pageTimeoutMs,
    showErrors: settings.NODE_ENV === "development",
    route: { schema: { hide: true } },
  });
}
