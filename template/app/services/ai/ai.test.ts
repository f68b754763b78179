import { expect, test } from "vitest";
import { APP_NAME } from "#app/core/constants.ts";
import { ai } from "./index.ts";

test("a question about the application is answered from its overview", async () => {
  const caller = { kind: "system", id: "test" } as const;
  const text = "What are the components of this application?";
  const response = await ai.service.chat({ caller, text, signal: AbortSignal.timeout(10_000) });
  expect(response.text).toContain("describe_application");
  expect(response.text).toContain(APP_NAME);
});
