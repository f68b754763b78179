import { expect, test } from "vitest";
import { z } from "zod";
import type { AiCaller } from "../caller.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { type AiTool, defineTool } from "./ai-tool.ts";
import type { ToolCallEvent } from "./toolbox.ts";

const ada: AiCaller = { kind: "user", id: "ada" };
const signal = new AbortController().signal;

function prepare(tool: AiTool) {
  const events: ToolCallEvent[] = [];
  const { service, lines } = createFreshAi({
    tools: [tool],
    audit: async (event) => void events.push(event),
  });
  const call = (input: unknown, options: { signal?: AbortSignal; scope?: "read" | "write" } = {}) =>
    service.callTool({ name: tool.name, input, caller: ada, scope: "write", signal, ...options });
  return { service, lines, events, call };
}

test("a tool that reads receives the parsed input, and its result is limited", async () => {
  const { call } = prepare(
    defineTool({
      name: "repeat",
      description: "Repeats a letter.",
      input: z.object({ times: z.string().transform(Number) }),
      effect: "read",
      run: async ({ times }) => ({ type: typeof times, text: "x".repeat(times) }),
    }),
  );
  expect(await call({ times: "2" })).toEqual({ kind: "done", result: { type: "number", text: "xx" } });
  expect(await call({ times: "200000" })).toMatchObject({ kind: "done", result: { truncated: true } });
});

test("what waits is stored as it arrived, so that it is validated anew when it is confirmed", async () => {
  const { service, call } = prepare(
    defineTool({
      name: "book",
      description: "Books a day.",
      input: z.object({ day: z.iso.date().transform((day) => new Date(day)) }),
      describe: ({ day }) => `Book ${day.getUTCFullYear()}`,
      run: async ({ day }) => day.getTime(),
    }),
  );
  const outcome = await call({ day: "2026-08-01" });
  expect(outcome).toMatchObject({
    kind: "waits",
    approval: { input: { day: "2026-08-01" }, summary: "Book 2026" },
  });
  const id = outcome.kind === "waits" ? outcome.approval.id : "";
  expect(await service.confirm(ada, id, signal)).toBe(Date.parse("2026-08-01"));
});

test("a call that is cancelled is no fault in the log, and is in the audit log", async () => {
  const { call, lines, events } = prepare(
    defineTool({
      name: "wait",
      description: "Waits.",
      input: z.object({}),
      effect: "read",
      run: (_input, context) =>
        new Promise((_resolve, reject) => {
          context.signal.addEventListener("abort", () => reject(context.signal.reason));
        }),
    }),
  );
  const controller = new AbortController();
  const cancelled = expect(call({}, { signal: controller.signal })).rejects.toThrow("was cancelled");
  // The tool runs once its input is parsed.
  await new Promise(setImmediate);
  controller.abort();
  await cancelled;
  expect(lines).toEqual([]);
  expect(events).toEqual([{ caller: ada, tool: "wait", outcome: "failed" }]);
});

test("a scope that only reads neither lists nor calls a tool that does not say what it does", async () => {
  const { service, call, events } = prepare(
    defineTool({
      name: "change",
      description: "Changes something.",
      input: z.object({}),
      run: async () => ({}),
    }),
  );
  expect(await service.tools(ada, "read")).toEqual([]);
  expect(await service.tools(ada, "write")).toMatchObject([{ name: "change" }]);
  await expect(call({}, { scope: "read" })).rejects.toMatchObject({ code: "ai.read-scope" });
  expect(await service.approvals(ada)).toEqual([]);
  expect(events).toEqual([{ caller: ada, tool: "change", outcome: "failed" }]);
});
