import { expect, test } from "vitest";
import { testServer } from "#app/components/backend/server.fixture.ts";
import { API_PREFIX } from "#app/core/constants.ts";

test("returns the overview", async () => {
  const { app } = await testServer();
  const response = await app.inject(`${API_PREFIX}/sample-item`);
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ name: "sample-item" });
});
