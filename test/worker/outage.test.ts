import { describe, test } from "vitest";
import { until } from "../until.ts";
import { describeOutages } from "./describe-outages.ts";
import { placeOf } from "./place.ts";

// A sample: `npm run test:long` takes Redis away for longer.
describeOutages([3, 15]);

describe("Redis back without its data", () => {
  const place = placeOf("redis");

  test("is said clearly, and everything goes on", async () => {
    const { service, redis, worker } = place();
    const { output } = await worker();
    await service.get("pause", "trial");
    await service.get("enqueue", "work", { key: "lost" });
    await redis?.stop();
    await redis?.start({ empty: true });
    await until("the worker says it", () => output().includes("came back empty"));
    await until("the health tells it", async () => (await service.ask("emptiedAt")).answer !== null);
    const { taskId } = await service.get<{ taskId: string }>("enqueue", "work", { key: "new" });
    await until("a new task is run", async () => {
      const { task } = await service.get<{ task: { state: string } }>("show", taskId);
      return task.state === "completed";
    });
  });
});
