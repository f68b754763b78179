import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { baseSettings, readSettings } from "../settings/index.ts";
import type { Capability } from "./capability.ts";
import { defineApplication } from "./define-application.ts";

const settings = readSettings(baseSettings, { NODE_ENV: "test" }, "web");
const log = pino({ level: "silent" });

function define(...capabilities: Capability[]) {
  const folder = mkdtempSync(join(tmpdir(), "application-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", version: "1.2.3" }));
  return defineApplication({ root: new URL(`${pathToFileURL(folder).href}/`), settings, log, capabilities });
}

const capability = (name: string, group: "component" | "service", uses: Capability[] = []): Capability => ({
  capability: {
    name,
    group,
    summary: name,
    uses,
    health: {
      name,
      checks: [
        { name: "works", critical: false, check: () => ({ status: "healthy", message: `${name} works.` }) },
      ],
    },
  },
});

test("health shows the capabilities in the order of the list, in their groups, below the name of package.json", async () => {
  const database = capability("database", "component");
  const mail = capability("mail", "service", [database]);
  const application = define(mail, capability("cache", "component"), database);
  const { tree, application: facts } = await application.health.report();
  expect(facts).toMatchObject({ name: "shop", version: "1.2.3", environment: "test" });
  expect(tree.name).toBe("shop");
  expect(tree.children.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ["components", ["backend", "frontend", "cache", "database"]],
    ["services", ["mail"]],
  ]);
});

test("capabilities start after what they use", () => {
  const database = capability("database", "component");
  const { capabilities } = define(capability("mail", "service", [database]), database);
  expect(capabilities.map(({ name }) => name)).toEqual(["database", "mail"]);
});

test("a process is ready while it runs", async () => {
  const application = define();
  expect(await application.health.readiness()).toMatchObject({ ready: false });
  application.phase.enter("running");
  expect(await application.health.readiness()).toMatchObject({ ready: true });
});
