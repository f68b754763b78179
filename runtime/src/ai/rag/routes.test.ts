import { expect, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { testServer } from "../../http/http-server.fixture.ts";
import { describeOnEachDatabase } from "./fresh-rag.fixture.ts";
import { createRagRoutes, type RagCallers } from "./routes.ts";

const SIGNED_OUT = {
  code: "auth.signed-out",
  category: "unauthorized",
  message: "No user is signed in.",
  hint: "Sign in.",
} as const;

/** The cookie is the id of the user. */
const callers: RagCallers = {
  async find(cookie) {
    if (cookie === undefined) throw new AppError(SIGNED_OUT);
    return { caller: { kind: "user", id: cookie }, cookies: ["seen=1"] };
  },
};

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  1: ["ada", "eve"],
  2: ["bob"],
};

const organisationsOf = async (user: string) =>
  Object.keys(MEMBERS)
    .filter((id) => MEMBERS[id]?.includes(user))
    .map((id) => ({ id, name: `Organisation ${id}` }));

const document = { title: "Shipping", mediaType: "text/plain", text: "Orders are sent on Tuesday." };

describeOnEachDatabase((freshRag) => {
  async function serve() {
    const { service, owners } = await freshRag({ organisationsOf });
    const plugin = createRagRoutes({ service, callers, owners });
    const { app } = await testServer({
      routes: (server) => void server.register(plugin, { prefix: "/api/v1/ai" }),
    });
    const send = async (method: "GET" | "POST" | "DELETE", path: string, user?: string, payload?: object) => {
      const response = await app.inject({
        method,
        url: `/api/v1/ai${path}`,
        headers: { ...(user !== undefined && { cookie: user }) },
        ...(payload && { payload }),
      });
      return { status: response.statusCode, json: response.body === "" ? null : response.json(), response };
    };
    return { service, send };
  }

  test("a document is added, listed, read, found and deleted by its owner", async () => {
    const { send } = await serve();
    const { status, json, response } = await send("POST", "/documents", "ada", document);
    expect([status, json.owner]).toEqual([201, "user:ada"]);
    expect(response.headers["set-cookie"]).toEqual(["seen=1"]);
    expect((await send("GET", "/documents", "ada")).json).toEqual({ documents: [json], more: false });
    expect((await send("GET", `/documents/${json.id}`, "ada")).json).toEqual({
      ...json,
      text: document.text,
    });
    const found = await send("POST", "/documents/search", "ada", { query: "orders" });
    expect(found.json.results).toMatchObject([{ document: json.id, text: document.text }]);
    expect((await send("DELETE", `/documents/${json.id}`, "ada")).status).toBe(204);
    expect((await send("GET", "/documents", "ada")).json.documents).toEqual([]);
  });

  test("users and organisations reach nothing of each other", async () => {
    const { send, service } = await serve();
    await service.addDocument({ ...document, mediaType: "text/plain", owner: "public" });
    const own = (await send("POST", "/documents", "ada", document)).json;
    const shared = (await send("POST", "/documents", "ada", { ...document, owner: "organisation:1" })).json;
    for (const id of [own.id, shared.id]) {
      expect((await send("GET", `/documents/${id}`, "bob")).json.code).toBe("ai.unknown-document");
      expect((await send("DELETE", `/documents/${id}`, "bob")).json.code).toBe("ai.unknown-document");
    }
    const listed = async (user: string) =>
      (await send("GET", "/documents", user)).json.documents.map(({ owner }: { owner: string }) => owner);
    expect(await listed("bob")).toEqual(["public"]);
    expect(await listed("eve")).toEqual(["organisation:1", "public"]);
    const found = await send("POST", "/documents/search", "bob", { query: "orders", limit: 20 });
    expect(found.json.results).toHaveLength(1);
    for (const owner of ["user:ada", "organisation:1", "public"]) {
      const refused = await send("POST", "/documents", "bob", { ...document, owner });
      expect([refused.status, refused.json.code]).toEqual([403, "ai.document-owner-refused"]);
    }
    const everyones = (await send("GET", "/documents", "bob")).json.documents[0].id;
    expect((await send("DELETE", `/documents/${everyones}`, "bob")).status).toBe(404);
  });

  test("nothing is served without a session", async () => {
    const { send } = await serve();
    for (const [method, path] of [
      ["GET", "/documents"],
      ["POST", "/documents"],
      ["GET", "/documents/1"],
      ["DELETE", "/documents/1"],
      ["POST", "/documents/search"],
    ] as const)
      expect((await send(method, path)).status).toBe(401);
  });

  test.each([
    ["no text", { ...document, text: "" }, 400],
    ["no title", { ...document, title: "" }, 400],
    ["a text of nothing visible", { ...document, text: "\u0000" }, 400],
    ["another media type", { ...document, mediaType: "application/pdf" }, 400],
    ["too long a title", { ...document, title: "x".repeat(201) }, 400],
    ["too long a text", { ...document, text: "x".repeat(1_000_001) }, 400],
    ["more than the limit of bytes", { ...document, text: "x".repeat(4_000_001) }, 413],
  ])("a document with %s is refused", async (_label, given, expected) => {
    const { send } = await serve();
    const { status, json } = await send("POST", "/documents", "ada", given);
    expect(status).toBe(expected);
    expect(json.code).toEqual(expect.any(String));
  });
});
