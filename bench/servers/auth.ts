import { createSessionUserSchema } from "@aegis-stack/runtime/auth";
import { createServer } from "#app/components/backend/server.ts";
import { auth } from "#app/services/auth/index.ts";

// The generated application's own server, with one route twice: for every client, and for users who are signed in.
const app = await createServer();
const visitor = { id: "1", name: "Ada", email: "ada@example.com", image: null, role: "user" };
const schema = { response: { 200: createSessionUserSchema(auth.roles) } };

app.get("/open", { schema }, () => visitor);
app.get("/guarded", { schema, preParsing: auth.requireUser() }, (request) => auth.getUser(request));
app.get("/memory", () => process.memoryUsage().rss / 1e6);

const { email } = visitor;
const known = await auth.users.list({ search: email });
if (known.total === 0) await auth.users.create({ name: "Ada", email, password: "a good long password" });

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
