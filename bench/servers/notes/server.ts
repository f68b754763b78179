import { z } from "zod";
import { createServer } from "#app/components/backend/server.ts";
import { db } from "#app/core/database.ts";
import { NotesService } from "./notes-service.ts";

// The generated application's own server, with a service and its routes.
const app = await createServer();
const service = new NotesService(db);
const body = z.object({ title: z.string().max(100), amount: z.int().positive() });
const params = z.object({ id: z.string().max(100) });
const note = body.extend({ id: z.string() });

app.get("/notes/:id", { schema: { params, response: { 200: note } } }, ({ params: { id } }) =>
  service.read(id),
);
app.get("/prepared/:id", { schema: { params, response: { 200: note } } }, ({ params: { id } }) =>
  service.readPrepared(id),
);
app.post("/notes", { schema: { body, response: { 200: note } } }, ({ body }) => service.add(body));

for (let row = 0; row < 1_000; row++)
  await service.add({ title: "a note of some length", amount: row + 1 }, `${row}`);
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
