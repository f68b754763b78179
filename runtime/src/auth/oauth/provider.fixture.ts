import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished, vi } from "vitest";
import type { ConfiguredProviders } from "./providers.ts";

/** The user who agrees, as the provider knows them. */
export interface Profile {
  id: string;
  name?: string;
  email: string;
  isConfirmed?: boolean;
}

export const KEYS: ConfiguredProviders = {
  github: { clientId: "github-client", clientSecret: "github-secret" },
  google: { clientId: "google-client", clientSecret: "google-secret" },
};

/** Which of the providers' hosts are played. */
const PLAYED = new Set(["github.com", "api.github.com", "oauth2.googleapis.com"]);

/**
 * A server that plays GitHub and Google for the test that calls this: what the library fetches from them is fetched
 * from it. It gives each code once, to who has the right secret and has begun the sign-in.
 */
export async function playProviders() {
  const grants = new Map<string, { profile: Profile; challenge: string; redirect: string; client: string }>();
  const people = new Map<string, Profile>();
  const asked: string[] = [];

  const tokens = async (request: IncomingMessage) => {
    const form = new URLSearchParams(await text(request));
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      grant &&
      form.get("client_id") === grant.client &&
      form.get("client_secret") === grant.client.replace("client", "secret") &&
      form.get("redirect_uri") === grant.redirect &&
      // GitHub did without for years; a client that sends one must match it.
      (grant.challenge === "" || grant.challenge === challenge);
    if (!isRight) return { status: 400, body: { error: "bad_verification_code" } };
    const token = randomUUID();
    people.set(token, grant.profile);
    const { id, name, email, isConfirmed = true } = grant.profile;
    const claims = { sub: id, name, email, email_verified: isConfirmed, aud: grant.client };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const idToken = `${part({ alg: "none" })}.${part({ iss: "https://accounts.google.com", ...claims })}.`;
    const body = {
      access_token: token,
      refresh_token: `refresh-${token}`,
      token_type: "bearer",
      id_token: idToken,
    };
    return { status: 200, body };
  };

  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const profile = people.get(request.headers.authorization?.replace(/^Bearer /i, "") ?? "");
    const reply =
      request.method === "POST"
        ? await tokens(request)
        : !profile
          ? { status: 401, body: { message: "Bad credentials" } }
          : request.url === "/user"
            ? {
                status: 200,
                body: { id: profile.id, login: "login-name", name: profile.name, email: profile.email },
              }
            : {
                status: 200,
                body: [{ email: profile.email, primary: true, verified: profile.isConfirmed ?? true }],
              };
    response.writeHead(reply.status, { "content-type": "application/json" }).end(JSON.stringify(reply.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!PLAYED.has(url.hostname)) return real(input, init);
    return real(`http://127.0.0.1:${port}${url.pathname}`, init);
  });
  onTestFinished(async () => {
    spy.mockRestore();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  /** Agrees on the provider's page. @returns where the browser is sent back to */
  function agree(page: string, profile: Profile): string {
    const { searchParams } = new URL(page);
    const code = randomUUID();
    const redirect = searchParams.get("redirect_uri") ?? "";
    const challenge = searchParams.get("code_challenge") ?? "";
    grants.set(code, { profile, challenge, redirect, client: searchParams.get("client_id") ?? "" });
    return `${redirect}?code=${code}&state=${searchParams.get("state")}`;
  }

  return { agree, asked };
}
