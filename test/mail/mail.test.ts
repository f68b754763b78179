import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { until } from "../until.ts";
import { placeOf } from "./place.ts";

const idsOf = (messages: readonly string[]) =>
  messages.map((message) => /^Message-ID: <(.+)@example\.com>/im.exec(message)?.[1] ?? "");

const failedTasks = (answer: string) => JSON.parse(answer).total;

describe("a mail server that is away while each message is tried twice", () => {
  const place = placeOf();

  test("gets every message once when it is back, and none has failed", async () => {
    const { server, deliver, command, worker } = place();
    server.manner = "away";
    await worker();
    const addresses = ["a", "b", "c", "d", "e"].map((name) => `${name}@example.com`);
    const deliveries = deliver(...addresses);
    expect(deliveries.map(({ outcome }) => outcome)).toEqual(addresses.map(() => "queued"));
    await until("each was tried twice", () => server.turnedAway >= 2 * addresses.length);
    expect(server.taken).toEqual([]);
    server.manner = "take";
    await until("all have arrived", () => server.taken.length >= addresses.length);
    expect(idsOf(server.taken).toSorted()).toEqual(deliveries.map(({ id }) => id).toSorted());
    expect(server.taken.every((message) => message.includes("1970-01-01T00:00:00.000Z"))).toBe(true);
    expect(failedTasks(command("ops", "tasks", "list", "--json"))).toBe(0);
  });
});

describe("a worker that is killed while the server has the message and has not said so", () => {
  const place = placeOf();

  test("another worker sends it, under the same id", async () => {
    const { server, deliver, command, worker } = place();
    server.manner = "silent";
    const first = await worker();
    const [delivery] = deliver("ada@example.com");
    await until("the server has heard it", () => server.heard.length > 0);
    first.kill("SIGKILL");
    await once(first, "exit");
    server.manner = "take";
    await worker();
    await until("it has arrived", () => server.taken.length > 0);
    expect(idsOf(server.taken)).toEqual([delivery?.id]);
    expect(new Set(idsOf(server.heard))).toEqual(new Set([delivery?.id]));
    await until("the task has ended", () => {
      const { tasks } = JSON.parse(command("ops", "tasks", "list", "--state", "completed", "--json"));
      return tasks.length === 1;
    });
    expect(failedTasks(command("ops", "tasks", "list", "--json"))).toBe(0);
    expect(server.taken).toHaveLength(1);
  });
});
