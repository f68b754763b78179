import { expect, test } from "vitest";
import { testServer } from "#app/components/backend/server.fixture.ts";
import { overview, overviewReport } from "#app/services/overview/overview-service.ts";

test("visitors see what the application is made of", async () => {
  const { app } = await testServer();
  const response = await app.inject("/api/v1/overview");
  expect(response.statusCode).toBe(200);
  expect(overviewReport.strict().parse(response.json())).toEqual(overview.describe());
});
