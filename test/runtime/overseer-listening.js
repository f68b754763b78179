// A server with Overseer alone, which listens on PORT until it is killed. It is copied into a folder of its own.
import fastify from "fastify";
import { overseer } from "./overseer-options.js";

const app = fastify();
await app.register(overseer());
app.get("/health/ready", async () => ({}));
await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
