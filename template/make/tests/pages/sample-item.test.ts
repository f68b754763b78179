import { type StartedApplication, startApplication } from "@aegis-stack/runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

let application: StartedApplication;

beforeAll(async () => {
  application = await startApplication({ folder: ROOT });
});

afterAll(() => application.stop());

test("the page is rendered completely, with the overview", async () => {
  const response = await fetch(`${application.url}/sample-item`);
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html).toMatch(/<h1[^>]*>Sample item<\/h1>/);
  expect(html).toMatch(/sample-item.*<time /);
  expect(html).toContain("</html>");
});
