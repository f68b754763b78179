import { createContext, RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import { AppError } from "../../../errors/index.ts";
import type { ChatRequestContext } from "../../chat-page/server/page-options.ts";
import { describeOnEachDatabase } from "../fresh-rag.fixture.ts";
import { createDocumentsPage } from "./index.ts";

const PATH = "/documents";

const pageContext = createContext<ChatRequestContext>();

/** The cookie is the id of the user. */
const callers = {
  async find(cookie: string | undefined) {
    const refusal = {
      code: "auth.signed-out",
      category: "unauthorized",
      message: "No.",
      hint: "Sign in.",
    } as const;
    if (cookie === undefined) throw new AppError(refusal);
    return { caller: { kind: "user", id: cookie } as const, cookies: ["seen=1"] };
  },
};

const organisationsOf = async (user: string) => (user === "bob" ? [] : [{ id: "1", name: "Crew" }]);

describeOnEachDatabase((freshRag) => {
  async function openPage() {
    const documents = await freshRag({ organisationsOf });
    const { loader, action } = createDocumentsPage({
      documents,
      ai: { callers },
      name: "shop",
      path: PATH,
      context: pageContext,
    });
    const context = new RouterContextProvider();
    context.set(pageContext, { signal: new AbortController().signal, log: { warn() {} } });
    const requestOf = (user: string | undefined, path: string, body?: FormData) => ({
      request: new Request(`http://shop.test${path}`, {
        headers: user === undefined ? {} : { cookie: user },
        ...(body && { method: "POST", body }),
      }),
      url: new URL(`http://shop.test${path}`),
      pattern: `${PATH}/:document?`,
      params: { document: /^\/documents\/([^?]+)/.exec(path)?.[1] },
      context,
    });
    const read = async (user?: string, path = PATH) => loader(requestOf(user, path));
    const send = async (user: string, fields: Readonly<Record<string, string | File>>) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      const response = await action(requestOf(user, PATH, form));
      return response instanceof Response ? response : response.data;
    };
    return { service: documents.service, read, send };
  }

  test("a document that was written is listed, opened, and deleted by its owner", async () => {
    const { read, send } = await openPage();
    const text = "# Shipping\n\nOrders are sent on Tuesday.";
    expect(await send("ada", { ask: "add", title: "", text })).toMatchObject({
      result: "done",
      message: "“Shipping” was added: one part can be found.",
    });
    const { data, init } = await read("ada");
    const [listed] = data.open?.documents ?? [];
    expect(listed).toMatchObject({ title: "Shipping", ownerName: "You", isDeletable: true });
    expect(new Headers(init?.headers).get("set-cookie")).toBe("seen=1");
    const opened = await read("ada", `${PATH}/${listed?.id}`);
    expect(opened.data.open?.document).toMatchObject({ title: "Shipping", text });
    const deleted = await send("ada", { ask: "delete", id: listed?.id ?? "" });
    expect(deleted instanceof Response && deleted.headers.get("location")).toBe(PATH);
    expect((await read("ada")).data.open?.documents).toEqual([]);
  });

  test("a file is named by itself, belongs to whom the form says, and its next version replaces it", async () => {
    const { read, send } = await openPage();
    const file = (text: string) => new File([text], "../prices.html", { type: "text/html" });
    const owner = "organisation:1";
    await send("ada", { ask: "add", owner, text: "", file: file("<h1>Prices</h1><p>One euro.") });
    await send("eve", { ask: "add", owner, text: "", file: file("<p>Two euros.</p><script>no()</script>") });
    const { documents = [], owners, fileEndings } = (await read("ada")).data.open ?? {};
    expect(documents).toMatchObject([{ title: "prices.html", source: "prices.html", ownerName: "Crew" }]);
    expect(owners?.map(({ name }) => name)).toEqual(["You", "Crew"]);
    expect(fileEndings).toContain(".md");
    expect((await read("eve", `${PATH}/${documents[0]?.id}`)).data.open?.document?.text).toBe("Two euros.");
  });

  test("others read, change and delete nothing", async () => {
    const { service, read, send } = await openPage();
    await send("ada", { ask: "add", title: "Mine", text: "Of Ada." });
    await service.addDocument({
      owner: "public",
      title: "All",
      mediaType: "text/plain",
      text: "Everyone's.",
    });
    const mine = (await read("ada")).data.open?.documents.find(({ title }) => title === "Mine");
    const id = mine?.id ?? "";
    expect((await read("bob")).data.open?.documents).toMatchObject([{ title: "All", isDeletable: false }]);
    await expect(read("bob", `${PATH}/${id}`)).rejects.toMatchObject({ init: { status: 404 } });
    for (const fields of [
      { ask: "delete", id },
      { ask: "add", owner: "user:ada", text: "Not of Ada." },
      { ask: "add", owner: "organisation:1", text: "Not of the crew." },
      { ask: "add", owner: "public", text: "For everyone." },
    ])
      expect(await send("bob", fields)).toMatchObject({ result: "failed" });
    expect((await read("ada")).data.open?.documents).toHaveLength(2);
  });

  test("what cannot be a document is refused with its reason, and what was written stays", async () => {
    const { read, send } = await openPage();
    const file = (name: string, ...bytes: number[]) => new File([Uint8Array.of(...bytes)], name);
    expect(await send("ada", { ask: "add", title: "Note", text: " " })).toMatchObject({
      result: "failed",
      title: "Note",
    });
    expect(await send("ada", { ask: "add", text: "Kept", file: file("a.pdf", 37) })).toMatchObject({
      message: "a.pdf is no text, Markdown or HTML file.",
      text: "Kept",
    });
    expect(await send("ada", { ask: "add", file: file("a.txt", 0xe9, 0x20, 0xff) })).toMatchObject({
      message: "a.txt is no text in UTF-8.",
    });
    expect(await send("ada", { ask: "nonsense" })).toBeInstanceOf(Response);
    expect((await read("ada")).data.open?.documents).toEqual([]);
    const closed = await read();
    expect([closed.data.open, closed.data.refusal?.message, closed.init?.status]).toEqual([
      undefined,
      "No.",
      401,
    ]);
  });
});
