import { expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import type { AiCaller } from "../caller.ts";
import { createFreshAi } from "../fresh-ai.fixture.ts";
import { startProviderServer, type WireBehaviour } from "../providers/provider-server.fixture.ts";
import { type AiTool, defineTool } from "./ai-tool.ts";
import type { ToolCallEvent } from "./toolbox.ts";

const ada: AiCaller = { kind: "user", id: "ada" };
const bob: AiCaller = { kind: "user", id: "bob" };
const signal = new AbortController().signal;

const callOf = (name: string, input: object): WireBehaviour => ({ says: { tool: { name, input } } });
const DONE: WireBehaviour = { says: { text: ["Done."] } };

async function prepare(tools: readonly AiTool[], behaviours: readonly WireBehaviour[]) {
  const server = await startProviderServer("openai-compatible", behaviours);
  const events: ToolCallEvent[] = [];
  const ai = createFreshAi({
    providers: [server.provider],
    settings: { AI_MODEL: server.model },
    tools,
    audit: async (event) => void events.push(event),
  });
  return { ...server, ...ai, events };
}

function createDeletion(options: Partial<AiTool> = {}) {
  const run = vi.fn(async () => ({ deleted: true }));
  const tool = defineTool({
    name: "deleteOrder",
    description: "Deletes an order.",
    input: z.object({ number: z.int() }),
    describe: ({ number }) => `Delete the order ${number}`,
    ...options,
    run,
  });
  return { tool, run };
}

test("a tool that does not say what it does waits for its caller, and runs once confirmed", async () => {
  const { tool, run } = createDeletion();
  const { service, events, requests } = await prepare([tool], [callOf("deleteOrder", { number: 17 }), DONE]);
  await service.chat({ caller: ada, text: "Delete order 17" });
  expect(run).not.toHaveBeenCalled();
  expect(requests[1]?.body).toContain("has not been done");
  const [approval] = await service.approvals(ada);
  expect(approval).toMatchObject({
    tool: "deleteOrder",
    input: { number: 17 },
    summary: "Delete the order 17",
  });
  expect(await service.confirm(ada, approval?.id ?? "", signal)).toEqual({ deleted: true });
  expect(run).toHaveBeenCalledExactlyOnceWith({ number: 17 }, { caller: ada, signal });
  expect(events.map(({ outcome }) => outcome)).toEqual(["waits", "done"]);
  expect(await service.approvals(ada)).toEqual([]);
});

test("no other caller confirms, refuses or sees what waits for a caller", async () => {
  const { tool, run } = createDeletion();
  const { service } = await prepare([tool], [callOf("deleteOrder", { number: 17 }), DONE]);
  await service.chat({ caller: ada, text: "Delete order 17" });
  const [{ id } = { id: "" }] = await service.approvals(ada);
  expect(await service.approvals(bob)).toEqual([]);
  const unknown = { code: "ai.unknown-approval" };
  await expect(service.confirm(bob, id, signal)).rejects.toMatchObject(unknown);
  await expect(service.refuse(bob, id)).rejects.toMatchObject(unknown);
  await service.refuse(ada, id);
  await expect(service.confirm(ada, id, signal)).rejects.toMatchObject(unknown);
  expect(run).not.toHaveBeenCalled();
});

test("confirmed twice at once, it runs once", async () => {
  const { tool, run } = createDeletion();
  const { service } = await prepare([tool], [callOf("deleteOrder", { number: 17 }), DONE]);
  await service.chat({ caller: ada, text: "Delete order 17" });
  const [{ id } = { id: "" }] = await service.approvals(ada);
  const confirmed = await Promise.allSettled([1, 2, 3].map(() => service.confirm(ada, id, signal)));
  expect(confirmed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(run).toHaveBeenCalledOnce();
});

test("a right that was lost since is asked for again", async () => {
  let isAllowed = true;
  const { tool, run } = createDeletion({ isAllowed: () => isAllowed });
  const { service } = await prepare([tool], [callOf("deleteOrder", { number: 17 }), DONE]);
  await service.chat({ caller: ada, text: "Delete order 17" });
  const [{ id } = { id: "" }] = await service.approvals(ada);
  isAllowed = false;
  await expect(service.confirm(ada, id, signal)).rejects.toMatchObject({ code: "ai.approval-invalid" });
  expect(run).not.toHaveBeenCalled();
});

test("a tool that a caller may not use is not offered, and called all the same it does not run", async () => {
  const { tool, run } = createDeletion({ effect: "read", isAllowed: ({ id }) => id === "bob" });
  const { service, requests } = await prepare([tool], [callOf("deleteOrder", { number: 17 }), DONE]);
  await service.chat({ caller: ada, text: "Delete order 17" });
  expect(requests[0]?.body).not.toContain("Deletes an order.");
  expect(run).not.toHaveBeenCalled();
});

test("input that does not fit is refused, and the model is told", async () => {
  const { tool, run } = createDeletion({ effect: "read" });
  const { service, requests } = await prepare([tool], [callOf("deleteOrder", { number: "all" }), DONE]);
  expect((await service.chat({ caller: ada, text: "Delete all" })).text).toBe("Done.");
  expect(run).not.toHaveBeenCalled();
  expect(requests[1]?.body).toMatch(/[Ii]nvalid/);
});

test("of an error the model reads what the caller may read", async () => {
  const missing = new AppError({
    code: "orders.unknown",
    category: "not-found",
    message: "There is no order 17.",
    hint: "List them.",
  });
  for (const [error, reported] of [
    [missing, "There is no order 17."],
    [new Error("connect 10.0.0.7:5432"), "The tool deleteOrder failed."],
  ] as const) {
    const { tool } = createDeletion({ effect: "read" });
    const failing = { ...tool, run: () => Promise.reject(error) };
    const { service, requests, events } = await prepare(
      [failing],
      [callOf("deleteOrder", { number: 17 }), DONE],
    );
    await service.chat({ caller: ada, text: "Delete order 17" });
    expect(requests[1]?.body).toContain(reported);
    expect(requests[1]?.body).not.toContain("10.0.0.7");
    expect(events).toMatchObject([{ tool: "deleteOrder", outcome: "failed" }]);
  }
});

test("a result that is too long for a model is cut", async () => {
  const { tool } = createDeletion({ effect: "read" });
  const long = { ...tool, run: async () => ({ text: "x".repeat(200_000) }) };
  const { service, requests } = await prepare([long], [callOf("deleteOrder", { number: 17 }), DONE]);
  await service.chat({ caller: ada, text: "Delete order 17" });
  expect(requests[1]?.body.length).toBeLessThan(60_000);
  expect(requests[1]?.body).toContain("truncated");
});

test("a model that calls tools without end is stopped", async () => {
  const { tool, run } = createDeletion({ effect: "read" });
  const { service } = await prepare(
    [tool],
    Array.from({ length: 20 }, () => callOf("deleteOrder", { number: 17 })),
  );
  await service.chat({ caller: ada, text: "Delete order 17" });
  expect(run.mock.calls.length).toBe(8);
});
