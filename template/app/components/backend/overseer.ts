// import type { Operators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import { createOverseer, type OverseerAccess } from "@aegis-stack/runtime/overseer"; // aegis:auth
// import { createOverseer, createPasswordGuard } from "@aegis-stack/runtime/overseer"; // aegis:!auth
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify"; // aegis:auth
// import type { FastifyPluginAsync } from "fastify"; // aegis:!auth
import type { application as ownApplication } from "#app/application.ts";
import { stack } from "#app/core/stack.ts";
import { isRecordedByService } from "#app/services/auth/audit/actions.ts"; // aegis:auth
import { actorBehind } from "#app/services/auth/audit/actor-behind.ts"; // aegis:auth
import { authFigures } from "#app/services/auth/index.ts"; // aegis:auth
import { ROLES } from "#app/services/auth/roles.ts"; // aegis:auth
import type { Session } from "#app/services/auth/session.ts"; // aegis:auth
import { readSession } from "./protection/identify-caller.ts"; // aegis:auth
import type { Services } from "./services.ts"; // aegis:auth

interface OverseerSources {
  readonly application: typeof ownApplication;
  // readonly operators: Operators; // aegis:!auth
  readonly services: Services; // aegis:auth
  /** After how many milliseconds a page responds with 503: Overseer's own limit unless given. */
  readonly pageTimeoutMs: number | undefined;
}

/** Overseer, with a page for each capability of this application. */
export function overseer(sources: OverseerSources): FastifyPluginAsync {
  const { application, pageTimeoutMs } = sources;
  const { auth, audit, operators, users } = sources.services; // aegis:auth
  const { settings } = application;
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

  return createOverseer({
    ...application,
    entries: stack,
    // #region aegis:auth
    accounts: { users, figures: authFigures, roles: ROLES },
    audit: {
      list: (query) => audit.list(query),
      async record(event) {
        if (!isRecordedByService(event.action, event.outcome)) await audit.record(event);
      },
    },
    // #endregion aegis:auth
    // Pages of the application's own, declared as data: see docs/patterns.md.
    panels: [],
    // guard: createPasswordGuard({ operators: sources.operators, name: application.name }), // aegis:!auth
    // #region aegis:auth
    guard: {
      authorize,
      session,
      async actor(request, reply) {
        const user = (await session(request, reply))?.user;
        return { actor: actorBehind(request.headers, user), requestId: request.id, address: request.ip };
      },
    },
    // #endregion aegis:auth
    live: true,
    nonce: (reply) => reply.cspNonce.script,
    pageTimeoutMs,
    showErrors: settings.NODE_ENV === "development",
    route: { schema: { hide: true } },
  });
}
