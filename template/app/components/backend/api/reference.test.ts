import { expect, test } from "vitest";
import { testServer } from "#app/components/backend/server.fixture.ts";
import { APP_NAME } from "#app/core/constants.ts";

test("the description has every route that was written along, with what goes in, what comes out and what can fail", async () => {
  const { app } = await testServer();
  const document = (await app.inject("/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
  expect(document.info.title).toBe(APP_NAME);
  // An application has routes of its own besides.
  const shipped = [
    "/health/live",
    "/health/ready",
    "/health",
    "/api/v1/system/snapshot",
    "/api/v1/system/events",
    "/api/v1/system/log-level",
    "/api/v1/database", // aegis:database
    "/api/v1/database/backups", // aegis:database
    "/api/v1/jobs", // aegis:scheduler
    "/api/v1/jobs/{id}", // aegis:scheduler
    "/api/v1/jobs/{id}/run", // aegis:scheduler
    "/api/v1/jobs/{id}/pause", // aegis:scheduler
    "/api/v1/jobs/{id}/resume", // aegis:scheduler
    // #region aegis:worker
    "/api/v1/tasks/{id}/events",
    "/api/v1/tasks/load-tests",
    "/api/v1/tasks/load-tests/{run}",
    "/api/v1/tasks",
    "/api/v1/tasks/contracts",
    "/api/v1/tasks/{id}",
    "/api/v1/tasks/{id}/retry",
    "/api/v1/tasks/{id}/cancel",
    "/api/v1/tasks/retry-failed",
    "/api/v1/tasks/discard-failed",
    "/api/v1/queues",
    "/api/v1/queues/{name}",
    "/api/v1/queues/{name}/pause",
    "/api/v1/queues/{name}/resume",
    "/api/v1/queues/{name}/drain",
    // #endregion aegis:worker
    "/api/v1/cache", // aegis:cache
    "/api/v1/cache/clear", // aegis:cache
    "/api/v1/mail/outbox", // aegis:mail
    "/api/v1/mail/outbox/{id}", // aegis:mail
    "/api/v1/account", // aegis:auth
    // #region aegis:auth=org
    "/api/v1/organisations",
    "/api/v1/organisations/invitations/{invitation}",
    "/api/v1/organisations/invitations/{invitation}/accept",
    "/api/v1/organisations/invitations/{invitation}/decline",
    "/api/v1/organisations/{organisation}",
    "/api/v1/organisations/{organisation}/leave",
    "/api/v1/organisations/{organisation}/members/{member}",
    "/api/v1/organisations/{organisation}/invitations",
    "/api/v1/organisations/{organisation}/invitations/{invitation}",
    // #endregion aegis:auth=org
    // #region aegis:auth
    "/api/v1/users",
    "/api/v1/users/{user}",
    "/api/v1/users/{user}/role",
    "/api/v1/users/{user}/deactivate",
    "/api/v1/users/{user}/reactivate",
    "/api/v1/users/{user}/reset-password",
    "/api/v1/users/{user}/sessions",
    "/api/v1/users/{user}/sessions/{session}",
    "/api/v1/audit",
    // #endregion aegis:auth
  ];
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(shipped));
  const { put } = document.paths["/api/v1/system/log-level"];
  expect(put.requestBody.content["application/json"].schema.required).toEqual(["level"]);
  expect(put.security).toEqual([{ operators: [] }]);
  expect(put.responses["4XX"].content).toHaveProperty("application/problem+json");
});

test("every schema that it points to is there, and none is there for nothing", async () => {
  const { app } = await testServer();
  const document = (await app.inject("/openapi.json")).json();
  const named = Object.keys(document.components.schemas);
  const text = JSON.stringify(document);
  const used = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect([...new Set(used)].sort()).toEqual(named.sort());
  expect(text).not.toMatch(/"\$ref":"(?!#\/components\/schemas\/)/);
});
