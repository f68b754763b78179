import { GOOD_PASSWORD } from "../fresh-auth.fixture.ts";
import type { Got, Sent } from "./send.fixture.ts";

/** Where the library's routes are. */
export const AUTH_PATH = "/api/v1/auth";

/** A client that stores cookies and sends an origin, as a browser does. */
export interface Browser {
  /** The Cookie header that it sends. */
  cookie(): string;
  send(path: string, sent?: Sent): Promise<Got>;
  /** @param path below /auth */
  post(path: string, body?: unknown): Promise<Got>;
  signIn(email: string, password?: string): Promise<Got>;
  /** The response of a route for users who are signed in. */
  account(): Promise<Got>;
}

export function createBrowser(ask: (path: string, given?: Sent) => Promise<Got>, origin: string): Browser {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const send = async (path: string, given: Sent = {}) => {
    const own = jar.size === 0 ? {} : { cookie: cookie() };
    const got = await ask(path, { ...given, headers: { origin, ...own, ...given.headers } });
    for (const line of got.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0(;|$)/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return got;
  };
  const post = (path: string, body: unknown = {}) => send(`${AUTH_PATH}${path}`, { method: "POST", body });
  return {
    cookie,
    send,
    post,
    signIn: (email, password = GOOD_PASSWORD) => post("/sign-in/email", { email, password }),
    account: () => send("/api/v1/account"),
  };
}
