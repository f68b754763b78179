import { expect, test } from "vitest";
import type { Capability } from "./capability.ts";
import { orderCapabilities } from "./order-capabilities.ts";

const capability = (name: string, ...uses: Capability[]): Capability => ({
  capability: { name, group: "component", summary: name, uses },
});
const database = capability("database");
const redis = capability("redis");
const queue = capability("queue", redis, database);
const mail = capability("mail", queue);

const namesOf = (listed: readonly Capability[]) => orderCapabilities(listed).map(({ name }) => name);

test("a capability starts after those that it uses, whatever the order of the list", () => {
  expect(namesOf([mail, queue, database, redis])).toEqual(["redis", "database", "queue", "mail"]);
});

test("the order of the list decides where nothing else does", () => {
  expect(namesOf([database, redis])).toEqual(["database", "redis"]);
  expect(namesOf([redis, database])).toEqual(["redis", "database"]);
});

test("a capability that is used but not listed is named, with the one that uses it", () => {
  expect(() => orderCapabilities([mail, database, queue])).toThrow(
    expect.objectContaining({
      code: "application.capability-missing",
      message: 'The capability "queue" uses "redis", which the application does not list.',
    }),
  );
});

test("two capabilities of one name are refused", () => {
  expect(() => orderCapabilities([database, capability("database")])).toThrow(
    expect.objectContaining({ code: "application.capability-twice" }),
  );
});
