import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../..");
const COMPOSE = join(ROOT, "template/compose.yaml");

interface Service {
  profiles: string[];
  user?: string;
  stop_grace_period?: string;
  deploy?: { resources: { limits: { cpus: string; memory: string } } };
}

// dclint holds a file against the schema of the Compose specification, then against its own rules.
function lint(file: string) {
  const config = join(import.meta.dirname, "dclint.json");
  const command = join(ROOT, "node_modules/.bin/dclint");
  return spawnSync(command, ["--config", config, "--max-warnings", "0", file], { encoding: "utf8" });
}

const services: Record<string, Service> = parse(readFileSync(COMPOSE, "utf8")).services;
const production = Object.entries(services).filter(([, { profiles }]) => profiles.includes("production"));

test("follows the official schema and the linter's rules", () => {
  const { status, stdout, stderr } = lint(COMPOSE);
  expect({ status, output: (stdout + stderr).trim() }).toEqual({ status: 0, output: "" });
});

test("the linter would see a key that the schema does not know", () => {
  const folder = mkdtempSync(join(tmpdir(), "compose-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const broken = join(folder, "compose.yaml");
  writeFileSync(broken, readFileSync(COMPOSE, "utf8").replace("restart:", "restarts:"));
  const { status, stdout, stderr } = lint(broken);
  expect(status).toBe(1);
  expect(stdout + stderr).toContain("additional properties");
});

test("every service belongs to a profile, so a bare `up` starts nothing by surprise", () => {
  expect(Object.values(services).every(({ profiles }) => profiles.length > 0)).toBe(true);
});

test.each(production)("%s has limits and time to finish its work", (_name, service) => {
  expect(service.deploy?.resources.limits).toMatchObject({
    cpus: expect.any(String),
    memory: expect.any(String),
  });
  expect(service.stop_grace_period).toBe("30s");
});
