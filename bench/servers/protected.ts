import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { fastify } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";

// Fastify with the protections of a generated application, as its own plugins bring them: security headers with nonces, a
// limit for each client, validation by zod in and out, a log, an id for each request, limits of time and size.
const app = fastify({
  logger: { level: process.env.LOG_LEVEL ?? "warn" },
  genReqId: () => randomUUID(),
  requestTimeout: 30_000,
  bodyLimit: 1_048_576,
}).withTypeProvider<ZodTypeProvider>();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);
app.addHook("onRequest", (request, reply, done) => {
  reply.header("x-request-id", request.id);
  reply.header("cache-control", "no-store");
  done();
});
await app.register(helmet, { enableCSPNonces: true });
await app.register(rateLimit, { max: Number(process.env.RATE_LIMIT), timeWindow: "1 minute" });

app.get("/health/live", { config: { rateLimit: false } }, () => ({ status: "alive" }));

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
