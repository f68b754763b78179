import { expect, onTestFinished, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "../operations/operator-server.fixture.ts";
import { createTestOutbox } from "../testing/index.ts";
import { newMailId } from "./index.ts";
import { createMailRoutes } from "./routes.ts";
import { testMail } from "./test-message.fixture.ts";

const URL = "/overseer/api/mail/outbox";

async function served() {
  const { outbox, remove } = await createTestOutbox();
  onTestFinished(remove);
  const id = newMailId(1_700_000_000_000);
  await outbox.put({ id, message: testMail("ada@example.com", { sentAt: new Date(0) }) }, "shop@example.com");
  const environment = { OVERSEER_PASSWORD: PASSWORD, NODE_ENV: "test" };
  const { app } = await testServer({
    environment,
    capabilities: [{ routes: async () => createMailRoutes(outbox) }],
  });
  return {
    app,
    id,
    get: (path: string, headers = asOperator) => app.inject({ url: `${URL}${path}`, headers }),
  };
}

test("operators see what is in the outbox, and one message whole", async () => {
  const { id, get } = await served();
  const entry = {
    id,
    to: "ada@example.com",
    subject: "Test message",
    sentAt: "2023-11-14T22:13:20.000Z",
  };
  expect((await get("")).json()).toEqual([entry]);
  const whole = { ...entry, from: "shop@example.com", text: expect.any(String), html: expect.any(String) };
  expect((await get(`/${id}`)).json()).toEqual(whole);
});

test("nobody else does", async () => {
  const { app, id } = await served();
  for (const path of ["", `/${id}`]) {
    expect((await app.inject({ url: `${URL}${path}` })).statusCode).toBe(401);
  }
});

test.each(["/..%2F..%2Fpackage", "/%2e%2e%2fpackage", "/no-id", `/${"a".repeat(65)}`, "/%00"])(
  "%s leads to no file",
  async (path) => {
    const { get } = await served();
    const { statusCode, body } = await get(path);
    expect([400, 404]).toContain(statusCode);
    expect(body).not.toContain("dependencies");
  },
);
