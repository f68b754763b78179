import { fastify } from "fastify";

export interface Note {
  id: string;
  title: string;
  amount: number;
}

export interface Store {
  read(id: string): Note | undefined | Promise<Note | undefined>;
  add(note: Note): Note | Promise<Note>;
}

/** Fastify as its guide starts it, with its own JSON schemas for what comes in and goes out. */
export async function serve(store: Store): Promise<void> {
  const app = fastify();
  const body = {
    type: "object",
    required: ["title", "amount"],
    properties: {
      title: { type: "string", maxLength: 100 },
      amount: { type: "integer", exclusiveMinimum: 0 },
    },
  };
  const note = {
    type: "object",
    required: ["id", "title", "amount"],
    properties: { id: { type: "string" }, title: { type: "string" }, amount: { type: "integer" } },
  };
  const params = { type: "object", properties: { id: { type: "string", maxLength: 100 } } };

  app.get("/health/live", () => ({ status: "alive" }));
  for (const path of ["/notes/:id", "/prepared/:id"]) {
    app.get<{ Params: { id: string } }>(path, { schema: { params, response: { 200: note } } }, (request) =>
      store.read(request.params.id),
    );
  }
  app.post<{ Body: Omit<Note, "id"> }>("/notes", { schema: { body, response: { 200: note } } }, (request) =>
    store.add({ id: crypto.randomUUID(), ...request.body }),
  );
  for (let row = 0; row < 1_000; row++) {
    await store.add({ id: `${row}`, title: "a note of some length", amount: row + 1 });
  }
  await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
}
