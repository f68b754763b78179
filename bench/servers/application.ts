import { z } from "zod";
import { createServer } from "#app/components/backend/server.ts";

// The generated application's own server, with one route more, written as its guide says.
const app = await createServer();

const status = z.object({ status: z.string() });

app.get("/status", { schema: { response: { 200: status } } }, () => ({ status: "fine" }));

const body = z.object({ name: z.string().max(100), amount: z.int().positive() });
const responseBody = z.object({ name: z.string(), amount: z.int(), total: z.int() });

app.post("/orders", { schema: { body, response: { 200: responseBody } } }, ({ body: { name, amount } }) => ({
  name,
  amount,
  total: amount * 2,
}));

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
