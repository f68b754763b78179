import { signedIn, userOf } from "#app/components/backend/protection/signed-in.ts";
import { createServer } from "#app/components/backend/server.ts";
import { auth, users } from "#app/services/auth/index.ts";
import { sessionUser } from "#app/services/auth/session.ts";

// The generated application's own server, with one route twice: for everybody, and for those who are signed in.
const app = await createServer();
const somebody = { id: "1", name: "Ada", email: "ada@example.com", image: null, role: "user" as const };

app.get("/open", { schema: { response: { 200: sessionUser } } }, () => somebody);
app.get("/guarded", { schema: { response: { 200: sessionUser } }, preParsing: signedIn(auth) }, userOf);
app.get("/memory", () => process.memoryUsage().rss / 1e6);

const email = "ada@example.com";
const known = await users.list({ search: email });
if (known.total === 0) await users.create({ name: "Ada", email, password: "a good long password" });

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
