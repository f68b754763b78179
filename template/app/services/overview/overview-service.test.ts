import { expect, test } from "vitest";
import { OverviewService } from "./overview-service.ts";

const entry = (group: "components" | "services", name: string) => ({
  group,
  name,
  summary: "Does something.",
  folder: "app",
  docs: "docs",
});

test("components and services are named apart, in their order", () => {
  const entries = [entry("components", "backend"), entry("services", "orders"), entry("components", "cli")];
  const overview = new OverviewService({ name: "shop", version: "1.2.3", entries });
  expect(overview.describe()).toEqual({
    name: "shop",
    version: "1.2.3",
    components: ["backend", "cli"],
    services: ["orders"],
  });
});
