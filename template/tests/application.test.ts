import { runCommand, type StartedApplication, startApplication } from "@aegis-stack/runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APP_NAME, ROOT } from "#app/core/constants.ts";

let application: StartedApplication;

beforeAll(async () => {
  application = await startApplication({ folder: ROOT });
});

afterAll(async () => {
  expect(await application.stop(), application.output()).toBe(0);
});

test.each(["/", "/api/v1/overview", "/health", "/docs", "/overseer"])("%s is served", async (path) => {
  const response = await fetch(application.url + path, { headers: { accept: "text/html, */*" } });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(APP_NAME);
});

test("an unknown page is 404", async () => {
  expect((await fetch(`${application.url}/unknown`)).status).toBe(404);
});

test("the command says the same as the API", async () => {
  const { exitCode, stdout } = await runCommand(["overview", "--json"], { folder: ROOT });
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual(await (await fetch(`${application.url}/api/v1/overview`)).json());
});
