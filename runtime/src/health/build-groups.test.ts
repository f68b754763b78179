import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { createManualMetrics, createTestHealth } from "../testing/index.ts";
import { buildHealthGroups, type HealthGroupsOptions } from "./build-groups.ts";
import type { HealthGroup } from "./check.ts";

const passing = (name: string): HealthGroup => ({
  name,
  checks: [
    { name: "connection", critical: true, check: () => ({ status: "healthy", message: "Responds." }) },
  ],
});

const build = (
  capabilities: HealthGroupsOptions["capabilities"],
  own: Pick<HealthGroupsOptions, "components" | "services"> = {},
) =>
  buildHealthGroups({
    resources: {
      metrics: createManualMetrics().metrics,
      folders: [{ name: "data folder", path: tmpdir() }],
      userInterface: { production: false, buildDirectory: "build" },
    },
    capabilities,
    ...own,
  });

const namesIn = (groups: readonly HealthGroup[]) =>
  groups.map(({ name, checks }) => [name, ...checks.map((child) => child.name)].join(" "));

test("each capability stands below its kind, in the order of the list, after the process and its pages", () => {
  const groups = build([
    { capability: { group: "component", health: passing("database") } },
    { capability: { group: "service", health: passing("mail") } },
    { capability: { group: "component" } },
    { capability: { group: "component", health: passing("cache") } },
  ]);
  expect(namesIn(groups)).toEqual(["components backend frontend database cache", "services mail"]);
});

test("what no capability brings comes after those", () => {
  const groups = build([{ capability: { group: "component", health: passing("database") } }], {
    components: [passing("ledger")],
    services: [passing("billing")],
  });
  expect(namesIn(groups)).toEqual(["components backend frontend database ledger", "services billing"]);
});

test("without a service there is no node for services", () => {
  expect(namesIn(build([]))).toEqual(["components backend frontend"]);
});

test("the disk check covers the folders of the capabilities", async () => {
  const folders = [{ name: "mail outbox", path: tmpdir() }];
  const health = createTestHealth({ groups: build([{ capability: { group: "service", folders } }]) });
  const { tree } = await health.report();
  const disk = tree.children[0]?.children[0]?.children.find(({ name }) => name === "disk");
  expect(disk?.message).toContain("the volume of the data folder and the mail outbox");
});
