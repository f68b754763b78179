import { isCrossOriginChange } from "../address/index.ts";
import { AppError } from "../errors/index.ts";
import { createSignatureCheck } from "../secrets/index.ts";
import type { AuthEngine } from "./engine/auth-engine.ts";
import { CONSTANT_TIME_PATHS, isOpenRoute } from "./engine/open-routes.ts";
import { CLIENT_HEADER, parseSessionCookie } from "./engine/paths.ts";
import { createForeignOriginError, createForeignTargetError, readRefusal } from "./engine/refusals.ts";
import { withRequestState } from "./engine/request-state.ts";
import type { Roles } from "./roles.ts";
import { createSessionReader } from "./sessions/read-session.ts";
import type { Identified } from "./sessions/session.ts";
import type { SessionCache } from "./sessions/session-cache.ts";
import type { AuthStore } from "./tables.ts";

/** The sender of a form. */
export interface FormSender {
  /** The request that carried it: its address, cookies and origin count. */
  readonly request: Request;
  /** The IP address that it came from. */
  readonly client: string;
}

/** A form for one of the library's routes. */
export interface Submission extends FormSender {
  /** Below the routes of accounts: "/sign-in/email". */
  readonly path: string;
  /** Without it the request is a GET. */
  readonly body?: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a form resulted in. */
export interface SubmissionResult {
  /** The library's own response. */
  readonly body: unknown;
  /** Values of Set-Cookie. */
  readonly cookies: readonly string[];
}

/** What the service is created from. */
export interface AuthServiceOptions {
  readonly store: AuthStore;
  readonly roles: Roles<string>;
  engine(): Promise<AuthEngine>;
  readonly cache: SessionCache;
  /** The name of the application: cookies begin with it. */
  readonly name: string;
  /** Where the routes of accounts are: "/api/v1/auth". */
  readonly path: string;
  /** Whether the routes of sign-in through providers are open. */
  readonly hasProviders: boolean;
  /** What session cookies are signed with. */
  secret(): string;
  readonly publicUrl: string | undefined;
  /** Takes over what continues after a response, and logs when it fails. */
  background(work: Promise<unknown>): void;
  /** Waits for so many milliseconds. */
  pause(milliseconds: number): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
}

const SIGNED_OUT: Identified = { session: null, cookies: [] };

/** Where development is reached. */
const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The least time that a response takes that must not reveal whether there is an account. It does not wait for the work that
 * depends on the account; this keeps the load of that work out of it.
 */
const CONSTANT_RESPONSE_MS = 500;

/** The headers of a request that decide what becomes of the form it carried. */
const FORWARDED_HEADERS = [
  "cookie",
  "origin",
  "referer",
  "user-agent",
  "sec-fetch-site",
  "sec-fetch-mode",
  "sec-fetch-dest",
];

/** Signs users in and out, and knows who is signed in. */
export class AuthService {
  readonly #options: AuthServiceOptions;
  readonly #readSession: ReturnType<typeof createSessionReader>;
  readonly #isSigned: ReturnType<typeof createSignatureCheck>;

  constructor(options: AuthServiceOptions) {
    this.#options = options;
    this.#readSession = createSessionReader(options);
    this.#isSigned = createSignatureCheck(options.secret);
  }

  /**
   * Finds the session of a request by its cookie. It is remembered for a moment where there is a cache; one that ends is
   * forgotten at once. A cookie without this application's signature is ignored.
   *
   * @param header the Cookie header
   */
  async identify(header: string | undefined): Promise<Identified> {
    const { name, publicUrl, cache, now } = this.#options;
    const cookie = parseSessionCookie(header, { name, publicUrl });
    if (cookie === undefined || !this.#isSigned(cookie.value)) return SIGNED_OUT;
    let cookies: readonly string[] = [];
    const session = await cache.getOrLoad(cookie.value, async () => {
      const found = await this.#readSession(cookie);
      cookies = found.cookies;
      return found.session;
    });
    return { session: session && session.expiresAt.getTime() > now() ? session : null, cookies };
  }

  /**
   * Responds to a request to one of the library's routes. Limits, lockout and the check of a form's origin are part of
   * them, so every request takes this path.
   *
   * @param client the IP address that it came from
   * @throws AppError `auth.*`
   */
  async handle(request: Request, client: string): Promise<Response> {
    const { path: prefix, publicUrl, pause, hasProviders } = this.#options;
    const { pathname, hostname, origin } = new URL(request.url);
    const path = pathname.slice(prefix.length);
    if (!isOpenRoute(request.method, path, hasProviders)) throw createNoRouteError();
    if (publicUrl === undefined && !LOCAL_HOSTS.has(hostname)) throw createForeignHostError(origin);
    // The library trusts every port of this machine while there is no PUBLIC_URL.
    const sent = { method: request.method, headers: Object.fromEntries(request.headers) };
    const own = publicUrl ?? origin;
    if (isCrossOriginChange(sent, () => own)) throw createForeignOriginError();
    const engine = await this.#options.engine();
    const headers = new Headers(request.headers);
    headers.set(CLIENT_HEADER, client);
    const response = await this.#respond(() => engine.handler(new Request(request, { headers })));
    if (CONSTANT_TIME_PATHS.has(path)) await pause(CONSTANT_RESPONSE_MS);
    if (response.status >= 400) throw await readRefusal(response);
    // The library reads some paths differently than it writes them: "/.//elsewhere" becomes another host.
    const location = response.headers.get("location");
    if (location !== null && URL.parse(location, own)?.origin !== own) throw createForeignTargetError();
    return response;
  }

  /**
   * Forwards a form to one of the library's routes.
   *
   * @throws AppError `auth.*`
   */
  async submit({ path, body, request, client }: Submission): Promise<SubmissionResult> {
    const headers = new Headers({ "content-type": "application/json", accept: "application/json" });
    for (const name of FORWARDED_HEADERS) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    const { publicUrl, path: prefix } = this.#options;
    const address = new URL(`${prefix}${path}`, publicUrl ?? request.url);
    // The library requires an origin of a form without a cookie as well.
    if (!headers.has("origin")) headers.set("origin", address.origin);
    const form = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await this.handle(new Request(address, { ...form, headers }), client);
    const text = await response.text();
    return { body: text === "" ? null : JSON.parse(text), cookies: response.headers.getSetCookie() };
  }

  /** The library's response, or one that is sent before its work is done; the work then continues in the background. */
  async #respond(work: () => Promise<Response>): Promise<Response> {
    const early = Promise.withResolvers<Response>();
    let isEarly = false;
    const respond = (body: unknown) => {
      isEarly = true;
      early.resolve(Response.json(body));
    };
    const whole = withRequestState({ respond }, work);
    const response = await Promise.race([early.promise, whole]);
    if (isEarly) this.#options.background(whole.then(requireSuccess));
    return response;
  }
}

/** What was refused after the response does not concern the client; a fault is logged. @throws AppError */
async function requireSuccess(response: Response): Promise<void> {
  if (response.status >= 500) throw await readRefusal(response);
}

const createNoRouteError = () =>
  new AppError({
    code: "auth.no-route",
    category: "not-found",
    message: "There is no such route here.",
    hint: "The command `docs auth` says which routes there are.",
  });

const createForeignHostError = (origin: string) =>
  new AppError({
    code: "auth.foreign-host",
    category: "invalid",
    message: "Accounts are not for this host: no PUBLIC_URL is set, so only this machine's own names count.",
    hint: `Use http://localhost with the port, or set PUBLIC_URL=${origin} to use it from other devices.`,
  });
