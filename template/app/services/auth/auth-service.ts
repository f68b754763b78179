import { setTimeout as delay } from "node:timers/promises";
import { isCrossOriginChange } from "@aegis-stack/runtime/address";
import { AppError } from "@aegis-stack/runtime/errors";
import type { AuthEngine } from "./engine/better-auth.ts";
import { AUTH_PREFIX, CLIENT_HEADER, isSigned, sessionCookie } from "./engine/paths.ts";
import { foreignOrigin, foreignTarget, refusalOf } from "./engine/refusals.ts";
import { withRequestState } from "./engine/request-state.ts";
import { isOpen, UNHURRIED } from "./engine/routes.ts";
import { isRole } from "./roles.ts";
import type { Session } from "./session.ts";
import type { SessionMemory } from "./session-memory.ts";

/** Who is signed in, and what the browser is to remember from now on. */
export interface Identified {
  session: Session | null;
  /** Values of Set-Cookie: a session that is used lives longer. */
  cookies: readonly string[];
}

/** Who sends a form. */
export interface Sender {
  /** The request that carried it: its address, cookies and origin count. */
  request: Request;
  /** The address that it came from. */
  client: string;
}

/** A form that somebody has sent, to be handed on to one of the library's routes. */
export interface Submission extends Sender {
  /** Below /auth: "/sign-in/email". */
  path: string;
  /** What is asked for by its address alone has none. */
  body?: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Answer {
  /** What the library says, by its own names. */
  body: unknown;
  /** Values of Set-Cookie. */
  cookies: readonly string[];
}

export interface AuthServiceOptions {
  engine(): Promise<AuthEngine>;
  memory: SessionMemory;
  /** What session cookies are signed with. */
  secret(): string;
  publicUrl: string | undefined;
  /** Takes over what goes on after an answer, and tells when it fails. */
  background(work: Promise<unknown>): void;
  /** Waits for so many milliseconds. */
  pause?: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const NOBODY: Identified = { session: null, cookies: [] };

/** Where development is reached. */
const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * An answer that must not tell whether there is an account comes no sooner, in milliseconds. It does not wait for the work
 * that depends on the account; this keeps the load of that work out of it.
 */
const UNHURRIED_LASTS = 500;

/** What of the request that carried a form has a say in what becomes of it. */
const CARRIED = [
  "cookie",
  "origin",
  "referer",
  "user-agent",
  "sec-fetch-site",
  "sec-fetch-mode",
  "sec-fetch-dest",
];

/** Signs people in and out, and knows who is. */
export class AuthService {
  readonly #options: Required<AuthServiceOptions>;

  constructor({ pause = delay, now = Date.now, ...options }: AuthServiceOptions) {
    this.#options = { ...options, pause, now };
  }

  /**
   * Who sends a request, by its session cookie. What a cookie is worth is remembered for a moment where there is a
   * cache; a session that ends is forgotten at once. A cookie without this application's signature is not looked at.
   *
   * @param header the Cookie header
   */
  async identify(header: string | undefined): Promise<Identified> {
    const { publicUrl, memory, now, secret } = this.#options;
    const cookie = sessionCookie(header, publicUrl);
    if (cookie === undefined || !isSigned(cookie.value, secret())) return NOBODY;
    let cookies: readonly string[] = [];
    const session = await memory.recall(cookie.value, async () => {
      const found = await this.#look(cookie.header);
      cookies = found.cookies;
      return found.session;
    });
    return { session: session && session.expiresAt.getTime() > now() ? session : null, cookies };
  }

  /**
   * Answers a request to one of the library's routes. Limits, lockout and the check of where a form came from are
   * theirs, so whatever asks, asks through here.
   *
   * @param client the address that it came from
   * @throws AppError `auth.*`
   */
  async handle(request: Request, client: string): Promise<Response> {
    const { publicUrl, pause } = this.#options;
    const { pathname, hostname, origin } = new URL(request.url);
    const path = pathname.slice(AUTH_PREFIX.length);
    if (!isOpen(request.method, path)) throw notThere();
    if (publicUrl === undefined && !LOCAL.has(hostname)) throw foreignHost(origin);
    // The library trusts every port of this machine while there is no PUBLIC_URL.
    const sent = { method: request.method, headers: Object.fromEntries(request.headers) };
    const own = publicUrl ?? origin;
    if (isCrossOriginChange(sent, () => own)) throw foreignOrigin();
    const engine = await this.#options.engine();
    const headers = new Headers(request.headers);
    headers.set(CLIENT_HEADER, client);
    const response = await this.#answer(() => engine.handler(new Request(request, { headers })));
    if (UNHURRIED.has(path)) await pause(UNHURRIED_LASTS);
    if (response.status >= 400) throw await refusalOf(response);
    // The library reads some paths otherwise than it writes them: "/.//elsewhere" becomes another host.
    const location = response.headers.get("location");
    if (location !== null && URL.parse(location, own)?.origin !== own) throw foreignTarget();
    return response;
  }

  /**
   * Hands a form on to one of the library's routes.
   *
   * @throws AppError `auth.*`
   */
  async submit({ path, body, request, client }: Submission): Promise<Answer> {
    const headers = new Headers({ "content-type": "application/json", accept: "application/json" });
    for (const name of CARRIED) {
      const value = request.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    const address = new URL(`${AUTH_PREFIX}${path}`, this.#options.publicUrl ?? request.url);
    // Who sends a form without a cookie is asked for an origin all the same.
    if (!headers.has("origin")) headers.set("origin", address.origin);
    const form = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await this.handle(new Request(address, { ...form, headers }), client);
    const text = await response.text();
    return { body: text === "" ? null : JSON.parse(text), cookies: response.headers.getSetCookie() };
  }

  /** The library's answer, or one that comes before its work is over; that then goes on behind. */
  async #answer(work: () => Promise<Response>): Promise<Response> {
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

  async #look(header: string): Promise<Identified> {
    const engine = await this.#options.engine();
    const { headers, response } = await engine.api.getSession({
      headers: new Headers({ cookie: header, host: "localhost" }),
      returnHeaders: true,
    });
    const cookies = headers.getSetCookie();
    if (!response) return { session: null, cookies };
    const { id, name, email, image = null, role } = response.user;
    if (!isRole(role)) return { session: null, cookies };
    const session = {
      id: response.session.id,
      user: { id, name, email, image, role },
      expiresAt: response.session.expiresAt,
    };
    return { session, cookies };
  }
}

/** What was refused after the answer is nothing to the client; what broke is for the log. @throws AppError */
async function requireSuccess(response: Response): Promise<void> {
  if (response.status >= 500) throw await refusalOf(response);
}

const notThere = () =>
  new AppError({
    code: "auth.no-route",
    category: "not-found",
    message: "There is no such route here.",
    hint: "See docs/auth.md for those that there are.",
  });

const foreignHost = (origin: string) =>
  new AppError({
    code: "auth.foreign-host",
    category: "invalid",
    message: "Accounts are not for this host: no PUBLIC_URL is set, so only this machine's own names count.",
    hint: `Use http://localhost with the port, or set PUBLIC_URL=${origin} to use it from other devices.`,
  });
