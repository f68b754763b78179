import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signValue } from "../../secrets/index.ts";
import { type AiCallersOptions, createAiCallers } from "./ai-callers.ts";

const SECRET = "what cookies are signed with in this test";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "ai-callers-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

interface TestOptions extends Partial<AiCallersOptions["settings"]> {
  readonly auth?: AiCallersOptions["auth"];
  readonly dataDirectory?: string;
}

function prepare({ auth, dataDirectory = "/nonexistent", ...settings }: TestOptions = {}) {
  const warnings: string[] = [];
  const callers = createAiCallers({
    settings: { NODE_ENV: "test", AI_PUBLIC: false, AI_SECRET: SECRET, ...settings },
    name: "shop",
    dataDirectory,
    log: { warn: (message) => void warnings.push(message) },
    auth,
  });
  /** A client's first request, and the Cookie header of its next one. */
  async function arrive(header?: string) {
    const { caller, cookies } = await callers.find(header);
    const [cookie = ""] = cookies;
    return { caller, cookies, attributes: cookie.split("; ").slice(1), header: cookie.split(";")[0] ?? "" };
  }
  return { callers, arrive, warnings };
}

test("a visitor is recognised by the cookie that the first response sets", async () => {
  const { arrive } = prepare();
  const first = await arrive();
  expect(first.caller).toMatchObject({ kind: "visitor", id: expect.stringMatching(/^[\w-]{32}$/) });
  expect(first.attributes).toEqual(["Path=/", "Max-Age=7776000", "HttpOnly", "SameSite=Lax"]);
  const again = await arrive(`other=1; ${first.header}; last=2`);
  expect(again.caller).toEqual(first.caller);
  expect(again.cookies).toEqual([]);
});

test("each client without a cookie is a visitor of its own", async () => {
  const { arrive } = prepare();
  const ids = new Set<string>();
  for (let count = 0; count < 50; count++) ids.add((await arrive()).caller.id);
  expect(ids.size).toBe(50);
});

test("the network of a visitor is a hash that needs the secret, and one for all addresses of a network", async () => {
  const networkOf = async (address: string, AI_SECRET = SECRET) =>
    (await prepare({ AI_SECRET }).callers.find(undefined, address)).caller.network;
  const network = await networkOf("2001:db8:1:2::1");
  expect(network).toMatch(/^[\w-]{43}$/);
  expect(await networkOf("2001:db8:1:2:3:4:5:6")).toBe(network);
  expect(await networkOf("2001:db8:1:3::1")).not.toBe(network);
  expect(await networkOf("2001:db8:1:2::1", "another secret of this length, as it was")).not.toBe(network);
  expect((await prepare().callers.find(undefined)).caller.network).toBeUndefined();
});

test("a cookie that this application has not signed makes a new visitor", async () => {
  const { arrive } = prepare();
  const victim = await arrive();
  const { id } = victim.caller;
  const signature = victim.header.split(".").at(-1) ?? "";
  const forged = [
    `shop.ai_visitor=${id}`,
    `shop.ai_visitor=${id}.`,
    `shop.ai_visitor=${signValue(id, "another secret of this length, as it was")}`,
    `shop.ai_visitor=${"a".repeat(32)}.${signature}`,
    `shop.ai_visitor=${victim.header.slice(victim.header.indexOf("=") + 1)}x`,
    `other.ai_visitor=${signValue(id, SECRET)}`,
    `shop.ai_visitor=${signValue("ada", SECRET)}`,
    `shop.ai_visitor=${"x".repeat(5_000)}`,
  ];
  for (const header of forged) {
    const found = await arrive(header);
    expect(found.caller.id, header).not.toBe(id);
    expect(found.cookies, header).toHaveLength(1);
  }
  expect((await arrive(victim.header)).caller.id).toBe(id);
});

test("with a new secret the cookies of the old one count no longer", async () => {
  const { header, caller } = await prepare({ AI_SECRET: "the secret of an earlier release" }).arrive();
  expect((await prepare().arrive(header)).caller.id).not.toBe(caller.id);
});

test("in development a secret is created that only its owner can read, and visitors outlive a restart", async () => {
  const dataDirectory = folder();
  const settings = { NODE_ENV: "development", AI_SECRET: undefined, dataDirectory } as const;
  const { header, caller } = await prepare(settings).arrive();
  expect(readdirSync(dataDirectory)).toEqual(["ai-secret"]);
  expect(statSync(join(dataDirectory, "ai-secret")).mode & 0o777).toBe(0o600);
  expect((await prepare(settings).arrive(header)).caller).toEqual(caller);
});

test("in production visitors are refused, and only the log has the setting", async () => {
  const { callers, warnings } = prepare({ NODE_ENV: "production" });
  for (let count = 0; count < 3; count++) {
    const error: unknown = await callers.find(undefined).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "ai.closed", category: "forbidden" });
    expect(JSON.stringify([error, String(error)])).not.toContain("AI_");
  }
  expect(warnings).toEqual([expect.stringContaining("AI_PUBLIC=true")]);
});

test("in production with AI_PUBLIC a visitor's cookie is kept to https and to this host", async () => {
  const { arrive } = prepare({ NODE_ENV: "production", AI_PUBLIC: true });
  const { header, attributes, caller } = await arrive();
  expect(header).toMatch(/^__Host-shop\.ai_visitor=/);
  expect(attributes).toEqual(["Path=/", "Max-Age=7776000", "HttpOnly", "SameSite=Lax", "Secure"]);
  expect((await arrive(header)).caller).toEqual(caller);
  // Without the prefix another host of the domain could have set it.
  expect((await arrive(header.replace("__Host-", ""))).caller.id).not.toBe(caller.id);
});

test("in production without a secret no visitor is accepted", async () => {
  const { callers } = prepare({ NODE_ENV: "production", AI_PUBLIC: true, AI_SECRET: undefined });
  await expect(callers.find(undefined)).rejects.toMatchObject({
    code: "ai.no-secret",
    audience: "operators",
  });
});

test("with accounts the caller is the user of the session, in production too, and no visitor is made", async () => {
  const user = { id: "1", email: "ada@example.com" };
  const auth = {
    identify: async (header: string | undefined) =>
      header === "session=1"
        ? { session: { user }, cookies: ["session=1; Max-Age=9"] }
        : { session: null, cookies: [] },
    audit: { record: async () => {} },
    users: { show: async () => ({ ...user, deactivatedAt: null }) },
  };
  for (const AI_PUBLIC of [true, false]) {
    const { callers, arrive } = prepare({ NODE_ENV: "production", AI_PUBLIC, auth });
    expect(await arrive("session=1")).toMatchObject({
      caller: { kind: "user", id: "1", name: "ada@example.com" },
      cookies: ["session=1; Max-Age=9"],
    });
    const visitor = `__Host-shop.ai_visitor=${signValue("a".repeat(32), SECRET)}`;
    for (const header of [undefined, visitor])
      await expect(callers.find(header)).rejects.toMatchObject({
        code: "auth.signed-out",
        category: "unauthorized",
      });
  }
});
