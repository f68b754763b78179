import { Command } from "commander";
import { expect, test } from "vitest";
import { testServer } from "../../http/http-server.fixture.ts";
import { loadAiCommand } from "../commands/run-command.fixture.ts";
import { describeOnEachDatabase } from "./fresh-rag.fixture.ts";

describeOnEachDatabase((freshRag) => {
  test("models that get documents serve them, list them by a command, check them and search them", async () => {
    const { ai, service, ...database } = await freshRag();
    expect(database.tool.name).toBe("searchDocuments");
    const { app } = await testServer({
      routes: (server) => void server.register(ai.routes, { prefix: "/api/v1/ai" }),
    });
    const added = await app.inject({
      method: "POST",
      url: "/api/v1/ai/documents",
      payload: { title: "Shipping", mediaType: "text/plain", text: "Orders are sent on Tuesday." },
    });
    const cookie = String(added.headers["set-cookie"]).split(";", 1)[0] ?? "";
    const listed = await app.inject({ url: "/api/v1/ai/documents", headers: { cookie } });
    expect(listed.json().documents).toEqual([added.json()]);
    const strange = await app.inject({ url: "/api/v1/ai/documents" });
    expect(strange.json().documents).toEqual([]);

    const command = new Command("ai");
    const module = await loadAiCommand(ai);
    module.configure(command);
    expect(command.commands.find((each) => each.name() === "rag")?.commands).toHaveLength(6);
    expect(module.mutates).toMatchObject({ reembed: true, search: false, ask: false });

    const node = ai.capability.health?.checks.find(({ name }) => name === "documents");
    if (node === undefined || !("check" in node)) throw new Error("documents have no check");
    expect(await node.check(new AbortController().signal)).toMatchObject({ status: "healthy" });
    expect((await service.count()).current).toBe(1);
  });
});
