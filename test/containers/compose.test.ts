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
  image?: string;
  depends_on?: object;
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

const services: Record<string, Service> = parse(readFileSync(COMPOSE, "utf8"), { merge: true }).services;
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

test("every process of the production image has the same safeguards, what it waits for and its data", () => {
  const processes = production.filter(([, { image }]) => image === "my-app:local");
  expect(processes.map(([name]) => name).toSorted()).toEqual(["migrate", "scheduler", "web", "worker"]);
  for (const [name, service] of processes) {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      volumes: ["data:/srv/my-app/data"],
      environment: { NODE_ENV: "production", REDIS_URL: expect.stringContaining("redis:6379") },
    });
    const waitsFor = Object.keys(service.depends_on ?? {});
    expect(waitsFor).toEqual(name === "migrate" ? ["postgres"] : ["migrate", "redis"]);
  }
});
