import { expect, test } from "vitest";
import { APP_NAME } from "#app/core/constants.ts";
import { testServer } from "./test-server.ts";

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
    "/overseer/api/system/snapshot",
    "/overseer/api/system/events",
    "/overseer/api/system/log-level",
    "/overseer/api/database", // aegis:database
    "/overseer/api/database/backups", // aegis:database
    "/overseer/api/jobs", // aegis:scheduler
    "/overseer/api/jobs/{id}", // aegis:scheduler
    "/overseer/api/jobs/{id}/run", // aegis:scheduler
    "/overseer/api/jobs/{id}/pause", // aegis:scheduler
    "/overseer/api/jobs/{id}/resume", // aegis:scheduler
    // #region aegis:worker
    "/overseer/api/tasks/{id}/events",
    "/overseer/api/tasks/load-tests",
    "/overseer/api/tasks/load-tests/{run}",
    "/overseer/api/tasks",
    "/overseer/api/tasks/contracts",
    "/overseer/api/tasks/{id}",
    "/overseer/api/tasks/{id}/retry",
    "/overseer/api/tasks/{id}/cancel",
    "/overseer/api/tasks/retry-failed",
    "/overseer/api/tasks/discard-failed",
    "/overseer/api/queues",
    "/overseer/api/queues/{name}",
    "/overseer/api/queues/{name}/pause",
    "/overseer/api/queues/{name}/resume",
    "/overseer/api/queues/{name}/drain",
    // #endregion
    "/overseer/api/cache", // aegis:cache
    "/overseer/api/cache/clear", // aegis:cache
    "/overseer/api/mail/outbox", // aegis:mail
    "/overseer/api/mail/outbox/{id}", // aegis:mail
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
    // #endregion
    // #region aegis:auth
    "/overseer/api/users",
    "/overseer/api/users/{user}",
    "/overseer/api/users/{user}/role",
    "/overseer/api/users/{user}/deactivate",
    "/overseer/api/users/{user}/reactivate",
    "/overseer/api/users/{user}/reset-password",
    "/overseer/api/users/{user}/sessions",
    "/overseer/api/users/{user}/sessions/{session}",
    "/overseer/api/audit",
    // #endregion
  ];
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(shipped));
  const { put } = document.paths["/overseer/api/system/log-level"];
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
