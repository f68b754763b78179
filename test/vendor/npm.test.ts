import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { unpack } from "../../src/render/archive.ts";
import { temporaryFolder } from "../command.ts";
import { findingsIn } from "../doctor/findings.ts";
import { createVendored, requireEditToRun, requireProduction } from "./proof.ts";

const cwd = temporaryFolder();
let folder: string;

beforeAll(async () => {
  folder = await createVendored(cwd, "npm");
});

test("npm finds nothing to change in the lock but what it learns by installing", () => {
  const base = unpack(readFileSync(join(folder, ".aegis/base")));
  const read = (lock: string) =>
    JSON.parse(lock, (key, value) => (key === "hasInstallScript" ? undefined : value));
  const before = read(String(base.get("package-lock.json")?.content));
  const installed = read(readFileSync(join(folder, "package-lock.json"), "utf8"));
  expect(before).toEqual(installed);
  expect(before.packages["node_modules/@aegis-stack/runtime"]).toEqual({ resolved: "runtime", link: true });
});

test("the doctor finds nothing wrong", async () => {
  const { findings } = await findingsIn(folder);
  expect(findings.find(({ check }) => check === "runtime")).toMatchObject({ status: "ok" });
  expect(findings.filter(({ status }) => status === "problem")).toEqual([]);
});

test("an edit of the runtime runs, in development and built for production", async () => {
  await requireEditToRun(folder);
});

test("production installs the runtime's sources and no library that was not chosen", async () => {
  await requireProduction(folder, ["npm", "ci", "--omit=dev", "--ignore-scripts"]);
});
