import { createOverseer, type OverseerGuard } from "@aegis-stack/runtime/overseer";
import type { FastifyPluginAsync } from "fastify";
import type { application as ownApplication } from "#app/application.ts";
import { stack } from "#app/core/stack.ts";

interface OverseerSources {
  readonly application: typeof ownApplication;
  readonly guard: OverseerGuard;
  /** After how many milliseconds a page responds with 503: Overseer's own limit unless given. */
  readonly pageTimeoutMs: number | undefined;
}

/** Overseer, with a page for each capability of this application. */
export function overseer({ application, guard, pageTimeoutMs }: OverseerSources): FastifyPluginAsync {
  return createOverseer({
    ...application,
    entries: stack,
    // Pages of the application's own, declared as data: see docs/patterns.md.
    panels: [],
    guard,
    live: true,
    nonce: (reply) => reply.cspNonce.script,
    pageTimeoutMs,
    showErrors: application.settings.NODE_ENV === "development",
    route: { schema: { hide: true } },
  });
}
