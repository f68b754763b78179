// import type { Operators } from "@aegis-stack/runtime/operators"; // aegis:!auth
import { createOverseer, type OverseerGuard } from "@aegis-stack/runtime/overseer"; // aegis:auth
// import { createOverseer, createPasswordGuard } from "@aegis-stack/runtime/overseer"; // aegis:!auth
import type { FastifyPluginAsync } from "fastify";
import type { application as ownApplication } from "#app/application.ts";
import { stack } from "#app/core/stack.ts";
import type { Services } from "./services.ts"; // aegis:auth

interface OverseerSources {
  readonly application: typeof ownApplication;
  // readonly operators: Operators; // aegis:!auth
  readonly services: Pick<Services, "auth">; // aegis:auth
  readonly guard: OverseerGuard; // aegis:auth
  /** After how many milliseconds a page responds with 503: Overseer's own limit unless given. */
  readonly pageTimeoutMs: number | undefined;
}

/** Overseer, with a page for each capability of this application. */
export function overseer(sources: OverseerSources): FastifyPluginAsync {
  const { application, pageTimeoutMs } = sources;
  const { auth } = sources.services; // aegis:auth
  const { settings } = application;

  return createOverseer({
    ...application,
    entries: stack,
    // #region aegis:auth
    accounts: { users: auth.users, figures: auth.figures, roles: auth.roles.names },
    audit: auth.audit,
    // #endregion aegis:auth
    // Pages of the application's own, declared as data: see docs/patterns.md.
    panels: [],
    // guard: createPasswordGuard({ operators: sources.operators, name: application.name }), // aegis:!auth
    guard: sources.guard, // aegis:auth
    live: true,
    nonce: (reply) => reply.cspNonce.script,
    pageTimeoutMs,
    showErrors: settings.NODE_ENV === "development",
    route: { schema: { hide: true } },
  });
}
