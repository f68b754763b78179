import { expect, test } from "vitest";
import { describeOnEachDatabase } from "../../auth/fresh-auth.fixture.ts";
import { createMessage, createOrderTools, startMcpServer } from "./mcp-server.fixture.ts";

describeOnEachDatabase((freshAuth) => {
  test("a token acts for an account as long as the account is active", async () => {
    const accounts = await freshAuth();
    const { id } = await accounts.users.create({
      name: "Ada",
      email: "ada@example.com",
      password: "correct horse battery",
    });
    const { tools, find } = createOrderTools();
    const { post, bearerOf } = await startMcpServer({ tools, accounts, tokens: { ada: ["read", id] } });
    const call = () =>
      post(createMessage("tools/call", { name: "findOrder", arguments: { number: 1 } }), bearerOf("ada"));
    expect((await call()).status).toBe(200);
    expect(find.mock.calls).toMatchObject([
      [{ number: 1 }, { caller: { kind: "user", id, name: "ada@example.com" } }],
    ]);
    await accounts.users.deactivate(id);
    expect((await call()).status).toBe(401);
    await accounts.users.reactivate(id);
    expect((await call()).status).toBe(200);
    expect(find).toHaveBeenCalledTimes(2);
  });
});
