import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createAccountOperators } from "../../operators/index.ts";
import { createAuthServer } from "../auth-server.fixture.ts";
import { describeOnEachDatabase } from "../fresh-auth.fixture.ts";
import { createStreamGuard } from "./end-revoked-streams.ts";
import { createAccountOperatorHook } from "./require-operator.ts";

describeOnEachDatabase((freshAuth) => {
  test("a stream ends when the session that opened it is revoked, and when the role is taken away", async () => {
    const accounts = await freshAuth();
    const { users, sessionOf, auth } = accounts;
    const ids: Record<string, string> = {};
    for (const name of ["ada", "bob", "cleo"])
      ids[name] = (await users.create({ name, email: `${name}@example.com`, role: "admin" })).id;
    const operators = createAccountOperators({
      settings: { NODE_ENV: "production", OVERSEER_PASSWORD: undefined, MONITORING_TOKEN: undefined },
    });
    const opened = new Map<string, PassThrough>();
    const all = Promise.withResolvers<void>();
    const { app } = await createAuthServer({
      accounts,
      operators,
      routes: (server) => {
        server.register(async (own) => {
          own.addHook("preParsing", createAccountOperatorHook({ auth, operators }));
          own.addHook("onSend", createStreamGuard({ auth, operators }, 5));
          own.get<{ Params: { name: string } }>("/streams/:name", ({ params }, reply) => {
            const stream = new PassThrough();
            stream.write("begun\n");
            if (opened.set(params.name, stream).size === 3) all.resolve();
            return reply.send(stream);
          });
        });
      },
    });
    const follow = async (name: string) =>
      app.inject({ url: `/streams/${name}`, headers: { cookie: await sessionOf(ids[name] ?? "") } });
    const [ada, bob, cleo] = [follow("ada"), follow("bob"), follow("cleo")];
    await all.promise;
    await users.revoke(ids.ada ?? "");
    expect((await ada).body).toBe("begun\n");
    await users.setRole(ids.bob ?? "", "user");
    expect((await bob).body).toBe("begun\n");
    expect(opened.get("cleo")?.writableEnded).toBe(false);
    opened.get("cleo")?.end();
    await cleo;
  });
});
