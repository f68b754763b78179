import { expect, test } from "vitest";
import { createRag } from "./create-rag.ts";
import { describeOnEachDatabase } from "./fresh-rag.fixture.ts";
import type { RagModels } from "./index.ts";

const shipping = "Orders are sent on Tuesday.\n\nReturns are free within thirty days.";
const moon = {
  owner: "user:ada",
  title: "Moon",
  mediaType: "text/plain",
  text: "The weather on the moon is dry.",
} as const;
const orders = {
  owner: "user:ada",
  title: "Shipping",
  source: "https://shop.example/shipping",
  mediaType: "text/markdown",
  text: `# Orders\n\n${shipping}`,
} as const;
const query = "When are orders sent?";

/** Models that embed each text by its length, under another name. */
function createModels(embedded: string[][] = []): RagModels {
  return {
    model: "other:chat",
    service: {
      embed: async ({ texts }) => {
        embedded.push([...texts]);
        return texts.map(({ length }) => [length, 1]);
      },
    },
  };
}

const settings = { AI_EMBEDDING_MODEL: "other:lengths" };

describeOnEachDatabase((freshRag) => {
  test("what is added is found by a question about it, with its document and its link", async () => {
    const { service } = await freshRag({ now: () => 1_767_225_600_000 });
    await service.addDocument(moon);
    const added = await service.addDocument(orders);
    expect(added).toEqual({
      id: expect.any(String),
      owner: "user:ada",
      title: "Shipping",
      source: "https://shop.example/shipping",
      link: "https://shop.example/shipping",
      mediaType: "text/markdown",
      createdAt: "2026-01-01T00:00:00.000Z",
      characters: orders.text.length,
      chunks: 1,
    });
    const { results, ...rest } = await service.search({ owners: ["user:ada"], query, limit: 1 });
    expect(rest).toEqual({ searchedChunks: 2, staleChunks: 0, isLimited: false });
    expect(results).toEqual([
      {
        score: expect.any(Number),
        document: added.id,
        title: "Shipping",
        link: "https://shop.example/shipping",
        heading: "Orders",
        text: shipping,
      },
    ]);
    expect(await service.readDocument(["user:ada"], added.id)).toEqual({ ...added, text: orders.text });
  });

  test("documents of other users and organisations are neither found, listed, read nor removed", async () => {
    const { service } = await freshRag();
    const owners = ["user:ada", "user:bob", "organisation:1", "organisation:2", "public"];
    const added = new Map<string, string>();
    for (const owner of owners) added.set(owner, (await service.addDocument({ ...orders, owner })).id);
    for (const readable of [["user:ada", "organisation:1", "public"], ["user:bob", "organisation:2"], []]) {
      const { documents } = await service.listDocuments(readable);
      expect(documents.map(({ owner }) => owner).toSorted()).toEqual(readable.toSorted());
      const { results, searchedChunks } = await service.search({ owners: readable, query, limit: 20 });
      expect(searchedChunks).toBe(readable.length);
      expect(results.map(({ document }) => document).toSorted()).toEqual(
        readable.map((owner) => added.get(owner)).toSorted(),
      );
      for (const [owner, id] of added) {
        if (readable.includes(owner)) continue;
        await expect(service.readDocument(readable, id)).rejects.toMatchObject({
          code: "ai.unknown-document",
        });
        await expect(service.removeDocument(readable, id)).rejects.toMatchObject({
          code: "ai.unknown-document",
        });
      }
    }
    expect((await service.listDocuments(owners)).documents).toHaveLength(5);
  });

  test("a removed document is neither listed nor found", async () => {
    const { service } = await freshRag();
    const { id } = await service.addDocument(orders);
    await service.removeDocument(["user:ada"], id);
    expect(await service.listDocuments(["user:ada"])).toEqual({ documents: [], more: false });
    expect(await service.search({ owners: ["user:ada"], query })).toMatchObject({
      results: [],
      searchedChunks: 0,
    });
    expect(await service.count()).toMatchObject({ current: 0, stale: 0 });
  });

  test("a document of the same source takes the place of the owner's, and of no other's", async () => {
    const { service } = await freshRag();
    await service.addDocument({ ...orders, owner: "user:bob" });
    await service.addDocument(orders);
    await service.addDocument({ ...orders, text: "Orders are sent on Friday." });
    await service.addDocument({ ...moon });
    await service.addDocument({ ...moon });
    const titles = async (owner: string) =>
      (await service.listDocuments([owner])).documents.map(({ title }) => title);
    expect(await titles("user:ada")).toEqual(["Moon", "Moon", "Shipping"]);
    expect(await titles("user:bob")).toEqual(["Shipping"]);
    const { results } = await service.search({ owners: ["user:ada"], query, limit: 1 });
    expect(results[0]?.text).toBe("Orders are sent on Friday.");
    expect((await service.count()).current).toBe(4);
  });

  test("documents come in pages, the newest first", async () => {
    const { service } = await freshRag();
    for (const title of ["a", "b", "c"]) await service.addDocument({ ...moon, title });
    const first = await service.listDocuments(["user:ada"], { limit: 2 });
    expect(first).toMatchObject({ documents: [{ title: "c" }, { title: "b" }], more: true });
    const before = first.documents.at(-1)?.id;
    expect(await service.listDocuments(["user:ada"], { limit: 2, before })).toMatchObject({
      documents: [{ title: "a" }],
      more: false,
    });
  });

  test("a long document is split, and the part that answers is found with its headings", async () => {
    const { service } = await freshRag();
    const filler = Array.from({ length: 400 }, (_, index) => `Paragraph ${index} is about nothing.`).join(
      "\n\n",
    );
    const text = `# Rules\n\n${filler}\n\n## Penguins\n\nPenguins are fed at noon.\n\n## More\n\n${filler}`;
    const { chunks } = await service.addDocument({ ...orders, text });
    expect(chunks).toBeGreaterThan(20);
    const { results } = await service.search({
      owners: ["user:ada"],
      query: "When are penguins fed?",
    });
    expect(results[0]).toMatchObject({ heading: "Rules > Penguins", text: "Penguins are fed at noon." });
    expect(results.length).toBeGreaterThan(1);
  });

  test("chunks of another model are counted and not compared, until they are embedded again", async () => {
    const { service, database } = await freshRag();
    const text = Array.from({ length: 150 }, (_, index) => `# Part ${index}\nText ${index}.`).join("\n");
    await service.addDocument({ ...orders, text });
    const embedded: string[][] = [];
    const { service: changed } = createRag({ database, settings, ai: () => createModels(embedded) });
    expect(await changed.search({ owners: ["user:ada"], query })).toEqual({
      results: [],
      searchedChunks: 0,
      staleChunks: 150,
      isLimited: false,
    });
    expect(embedded).toEqual([]);

    const stopped = new AbortController();
    const interrupted = changed.reembed({ signal: stopped.signal, onProgress: () => stopped.abort() });
    await expect(interrupted).rejects.toThrow();
    expect(await changed.count()).toEqual({ model: "other:lengths", current: 64, stale: 86 });
    const progress: object[] = [];
    expect(await changed.reembed({ onProgress: (step) => void progress.push(step) })).toBe(86);
    expect(progress).toEqual([
      { done: 64, total: 86 },
      { done: 86, total: 86 },
    ]);
    expect(embedded.flat()).toHaveLength(150);
    expect(embedded[0]?.[0]).toBe("Shipping\nPart 0\nText 0.");
    expect(await changed.reembed()).toBe(0);
    expect(await changed.search({ owners: ["user:ada"], query })).toMatchObject({
      searchedChunks: 150,
      staleChunks: 0,
    });
  });

  test("a document that could not be embedded is not stored, and the one of its source stays", async () => {
    const { service, database } = await freshRag();
    await service.addDocument(orders);
    const models = createModels();
    const broken = createRag({
      database,
      settings,
      ai: () => ({ ...models, service: { embed: async () => [[1, Number.NaN]] } }),
    });
    await expect(broken.service.addDocument({ ...orders, title: "New" })).rejects.toMatchObject({
      code: "ai.vectors-unusable",
    });
    expect((await service.listDocuments(["user:ada"])).documents).toMatchObject([{ title: "Shipping" }]);
  });

  test("embedding counts in the budget of its caller, and nothing is stored without one", async () => {
    const { service, ai } = await freshRag({ ai: { settings: { AI_USER_TOKENS: 60 } } });
    const caller = { kind: "user", id: "ada" } as const;
    await service.addDocument({ ...moon, caller });
    expect(await ai.service.usage(caller, "2000")).toMatchObject([
      { action: "add-document", outcome: "done" },
    ]);
    const long = { ...moon, text: "word ".repeat(100), caller };
    await expect(service.addDocument(long)).rejects.toMatchObject({ code: "ai.budget-exceeded" });
    expect((await service.listDocuments(["user:ada"])).documents).toHaveLength(1);
  });

  test.each([
    ["an empty question", " "],
    ["too long a question", "x".repeat(2_001)],
  ])("%s is refused", async (_label, given) => {
    const { service } = await freshRag();
    const error = { code: "ai.invalid-document", category: "invalid" };
    await expect(service.search({ owners: ["user:ada"], query: given })).rejects.toMatchObject(error);
  });

  test("a document of too many parts is refused", async () => {
    const { service } = await freshRag();
    const parts = { ...orders, text: "# a\nb\n".repeat(3_001) };
    await expect(service.addDocument(parts)).rejects.toMatchObject({ code: "ai.invalid-document" });
  });

  test("without a model that embeds, documents are listed, and health names the setting", async () => {
    const { database } = await freshRag();
    const { service, checks } = createRag({
      database,
      settings: { AI_EMBEDDING_MODEL: undefined },
      ai: createModels,
    });
    await expect(service.addDocument(orders)).rejects.toMatchObject({ code: "ai.no-embedding-model" });
    expect((await service.listDocuments(["user:ada"])).documents).toEqual([]);
    const [check] = checks;
    expect(await check?.check(new AbortController().signal)).toMatchObject({
      status: "info",
      message: expect.stringContaining("AI_EMBEDDING_MODEL"),
    });
  });

  test("health counts the chunks, and those of another model", async () => {
    const { database, service, checks } = await freshRag();
    await service.addDocument(orders);
    const report = ([check]: typeof checks) => check?.check(new AbortController().signal);
    expect(await report(checks)).toMatchObject({
      status: "healthy",
      message: "1 chunks of development:words.",
    });
    const changed = createRag({ database, settings, ai: createModels });
    expect(await report(changed.checks)).toMatchObject({
      status: "warning",
      message: expect.stringContaining("1 of 1 chunks are of another model"),
      metadata: { stale: 1 },
    });
  });
});
