import { expect, test } from "vitest";
import { describeOnEachDatabase } from "./fresh-rag.fixture.ts";

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
    const { results, ...rest } = await service.search({
      owners: ["user:ada"],
      query: "When are orders sent?",
      limit: 1,
    });
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
  });
});
