import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify";
import type { CapabilityParts } from "../application/index.ts";
import type { Health } from "../health/index.ts";
import type { Metrics } from "../metrics/index.ts";
import type { OverseerActor, OverseerEntry } from "./capabilities.ts";
import type { Panel } from "./panel.ts";

/**
 * Whether a request may see Overseer. `granted`; `read-only`: it may read and change nothing; `closed`: no client may,
 * and the page responds as if it did not exist; `credentials`: a password is required, and `challenge` is the value of
 * WWW-Authenticate; `sign-in`: the browser is sent to the path that `path` returns for the page that was requested; `forbidden`: the account
 * that is signed in has no permission; `limited`: too many attempts have failed.
 */
export type OverseerAccess =
  | { readonly kind: "granted" | "read-only" | "closed" | "forbidden" | "limited" }
  | { readonly kind: "credentials"; readonly challenge: string }
  | { readonly kind: "sign-in"; path(page: Request): string };

/** The account that is signed in. */
export interface OverseerSession {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string };
}

/** How Overseer learns who sends a request. */
export interface OverseerGuard {
  /** Called once for each request, before anything of the request is processed. */
  authorize(request: FastifyRequest, reply: FastifyReply): Promise<OverseerAccess>;
  /** The account that is signed in; absent where the application has no accounts. */
  session?(request: FastifyRequest, reply: FastifyReply): Promise<OverseerSession | null>;
  /** The operator, for the audit log. */
  actor?(request: FastifyRequest, reply: FastifyReply): Promise<OverseerActor>;
}

/** What `createOverseer` is given. */
export interface OverseerOptions {
  readonly health: Pick<Health, "report">;
  readonly metrics: Pick<Metrics, "history">;
  readonly guard: OverseerGuard;
  /** What the application consists of, in the order of the navigation. */
  readonly entries?: readonly OverseerEntry[];
  /** The application's capabilities: each brings what its pages need. */
  readonly capabilities?: readonly Pick<CapabilityParts, "name" | "overseer">[];
  readonly panels?: readonly Panel[];
  /** Whether the server has the routes of `createOperatorApi`; without them a page shows what it was loaded with. */
  readonly live?: boolean;
  /** The nonce of the application's Content-Security-Policy; without it Overseer sends a policy of its own. */
  readonly nonce?: (reply: FastifyReply) => string;
  /** After how many milliseconds a page responds with 503. The default is 15 s. */
  readonly pageTimeoutMs?: number | undefined;
  /** Whether a page that fails shows where: for development alone. */
  readonly showErrors?: boolean;
  /** Options of Fastify for the routes of pages, such as `schema` and `config`. */
  readonly route?: RouteShorthandOptions;
}
