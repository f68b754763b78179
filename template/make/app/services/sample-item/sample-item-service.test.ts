import { expect, test } from "vitest";
import { SampleItemService, sampleItemOverview, sampleItemService } from "./sample-item-service.ts";

test("returns its name and the current time", () => {
  const service = new SampleItemService(() => new Date("2026-01-01T00:00:00Z"));
  const { name, at } = service.overview();
  expect(name).toBe("sample-item");
  expect(at).toBe("2026-01-01T00:00:00.000Z");
});

test("returns what its schema declares", () => {
  const overview = sampleItemService.overview();
  expect(sampleItemOverview.strict().parse(overview)).toEqual(overview);
});
