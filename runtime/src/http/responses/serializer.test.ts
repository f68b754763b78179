import { expect, test } from "vitest";
import { z } from "zod";
import { testServer } from "../http-server.fixture.ts";
import type { HttpServerValues } from "../http-server-values.ts";

const responseSchema = z.object({
  id: z.number(),
  name: z.string().nullable(),
  tags: z.array(z.object({ text: z.string() })),
});
const right = { id: 1, name: null, tags: [{ text: "a" }] };
const talkative = { ...right, password: "hunter2", tags: [{ text: "a", secret: "hunter2" }] };

const answering = (mode: HttpServerValues["NODE_ENV"], found: unknown) =>
  testServer({
    settings: { NODE_ENV: mode },
    routes: (app) => {
      // What a service without types, or a row of a database, could hand over.
      app.get(
        "/thing",
        { schema: { response: { 200: responseSchema } } },
        () => found as z.infer<typeof responseSchema>,
      );
    },
  });

test.each(["production", "test", "development"] as const)(
  "in %s only what the schema names gets out",
  async (mode) => {
    const { app } = await answering(mode, talkative);
    const response = await app.inject("/thing");
    expect(response.json()).toEqual(right);
    expect(response.body).not.toContain("hunter2");
  },
);

test.each(["test", "development"] as const)(
  "in %s a wrong answer fails, and the log says where",
  async (mode) => {
    const { app, lines } = await answering(mode, { ...right, id: "one" });
    const response = await app.inject("/thing");
    expect(response.json()).toMatchObject({ status: 500, code: "internal" });
    const failed = lines.find(({ msg }) => msg === "request failed");
    expect(JSON.stringify(failed)).toContain("Response doesn't match the schema");
    expect(JSON.stringify(failed)).toMatch(/expected number/);
  },
);

test("in production an answer that lacks something fails as well", async () => {
  const { app } = await answering("production", { id: 1, name: null });
  expect((await app.inject("/thing")).json()).toMatchObject({ status: 500, code: "internal" });
});

test("both ways write the same text", async () => {
  const texts = [];
  for (const mode of ["production", "test"] as const) {
    const { app } = await answering(mode, { ...right, name: 'Ünï "quoted" \u2028 \ud83d\ude00' });
    texts.push((await app.inject("/thing")).body);
  }
  expect(texts[0]).toBe(texts[1]);
});

test.each(["production", "test"] as const)(
  "in %s a schema that transforms is refused before anything is served",
  async (mode) => {
    const transforming = z.string().transform((text) => text.length);
    const starting = testServer({
      settings: { NODE_ENV: mode },
      routes: async (app) => {
        app.get("/thing", { schema: { response: { 200: transforming } } }, () => 1);
        await app.ready();
      },
    });
    await expect(starting).rejects.toThrow(/Transforms cannot be represented/);
  },
);
