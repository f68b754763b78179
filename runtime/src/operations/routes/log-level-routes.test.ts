import { expect, test } from "vitest";
import { testServer } from "../../operations/operator-server.fixture.ts";

const put = (level: unknown) =>
  ({ method: "PUT", url: "/overseer/api/system/log-level", payload: { level } }) as const;

test("the level changes for every request from then on, and back", async () => {
  const { app, lines } = await testServer({
    environment: { LOG_LEVEL: "warn" },
    routes: (server) => {
      server.get("/thing", ({ log }) => {
        log.debug("detail");
        return {};
      });
    },
  });
  const details = async () => {
    await app.inject("/thing");
    return lines.filter(({ msg }) => msg === "detail").length;
  };
  expect(await details()).toBe(0);
  expect((await app.inject(put("debug"))).json()).toEqual({ level: "debug", before: "warn" });
  expect(await details()).toBe(1);
  expect((await app.inject(put("warn"))).json()).toEqual({ level: "warn", before: "debug" });
  expect(await details()).toBe(1);
});

test.each(["silent", "loud", 10, null, undefined])("%j is no level", async (level) => {
  const { app } = await testServer();
  const response = await app.inject(put(level));
  expect(response.json()).toMatchObject({
    status: 400,
    code: "request.invalid",
    errors: [{ path: "body.level" }],
  });
});

test("a field that nobody knows is a mistake, not silently dropped", async () => {
  const { app } = await testServer();
  const response = await app.inject({ ...put("info"), payload: { level: "info", levle: "debug" } });
  expect(response.json().errors).toEqual([{ path: "body", message: 'Unrecognized key: "levle"' }]);
});
