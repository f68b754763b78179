import { fastify } from "fastify";

// Fastify as its guide starts it, with its own JSON schemas for what comes in and goes out.
const app = fastify();

app.get("/health/live", () => ({ status: "alive" }));

const body = {
  type: "object",
  required: ["name", "amount"],
  properties: { name: { type: "string", maxLength: 100 }, amount: { type: "integer", exclusiveMinimum: 0 } },
};
const responseBody = {
  type: "object",
  required: ["name", "amount", "total"],
  properties: { name: { type: "string" }, amount: { type: "integer" }, total: { type: "integer" } },
};

app.post<{ Body: { name: string; amount: number } }>(
  "/orders",
  { schema: { body, response: { 200: responseBody } } },
  ({ body: { name, amount } }) => ({ name, amount, total: amount * 2 }),
);

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
