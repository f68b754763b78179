import { execSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DockerfileParser, type Instruction } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";

const template = join(import.meta.dirname, "../../template");
const text = readFileSync(join(template, "Dockerfile"), "utf8");
const production = temporaryFolder();
const stages = stagesOf(DockerfileParser.parse(text).getInstructions());

/** Stage name → its instructions as `[KEYWORD, arguments]`, after those of the stage that it is built from. */
function stagesOf(instructions: Instruction[]): Map<string, [keyword: string, argument: string][]> {
  const found = new Map<string, [string, string][]>();
  let name = "";
  for (const instruction of instructions) {
    const argument = instruction.getArgumentsContent() ?? "";
    const [from = "", stage = ""] = instruction.getKeyword() === "FROM" ? argument.split(" AS ") : [];
    if (stage !== "") name = stage;
    const before = found.get(stage === "" ? name : from) ?? [];
    found.set(name, [...before, [instruction.getKeyword(), argument]]);
  }
  return found;
}

function last(stage: string, keyword: string): string | undefined {
  return stages.get(stage)?.findLast(([found]) => found === keyword)?.[1];
}

test("the linter finds nothing", () => {
  expect(validate(text)).toEqual([]);
});

test("the linter would see a mistake", () => {
  expect(validate(text.replace("WORKDIR", "WORKDIRS"))).not.toEqual([]);
});

test.each(["development", "production"])("%s runs Node itself as process 1, not as root", (stage) => {
  expect(last(stage, "USER")).toBe("node");
  expect(JSON.parse(last(stage, "CMD") ?? "")[0]).toBe("node");
});

test("production is the last stage, is asked for its health, and knows no npm", () => {
  expect([...stages.keys()].at(-1)).toBe("production");
  expect(last("production", "HEALTHCHECK")).toContain("/health/ready");
  expect(last("production", "RUN")).not.toContain("npm");
});

test("what it copies can be read by its user, whatever the umask of the machine that it was cloned on", () => {
  const folder = temporaryFolder();
  execSync("umask 077; mkdir -p app/deep node_modules; touch app/deep/file package.json", { cwd: folder });
  const makeReadable = last("build", "RUN") ?? "";
  execSync(makeReadable, { cwd: folder });
  for (const [path, mode] of [
    ["app/deep", 0o755],
    ["app/deep/file", 0o644],
    ["package.json", 0o644],
  ] as const)
    expect(statSync(join(folder, path)).mode & mode, path).toBe(mode);
});

test("what it installs for production is what the lockfile counts to production, and nothing else", () => {
  const install = last("production-dependencies", "RUN");
  expect(install).toContain("npm ci --omit=dev");
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(template, file), join(production, file));
  cpSync(join(template, "vendor"), join(production, "vendor"), { recursive: true });
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(template, "package.json"), "utf8"));
  execSync(`${install} --ignore-scripts`, { cwd: production, stdio: "pipe" });
  const isInstalled = (name: string) => existsSync(join(production, "node_modules", name));
  expect(Object.keys(dependencies).filter((name) => !isInstalled(name))).toEqual([]);
  expect(Object.keys(devDependencies).filter(isInstalled)).toEqual([]);
});

test.each(["dependencies", "production-dependencies"])(
  "%s has the runtime's tarball before it installs",
  (name) => {
    const instructions = stages.get(name) ?? [];
    const copied = instructions.findIndex((each) => `${each}` === "COPY,vendor ./vendor");
    const installed = instructions.findIndex(([keyword]) => keyword === "RUN");
    expect(copied).toBeGreaterThan(-1);
    expect(copied).toBeLessThan(installed);
  },
);

test("a build fetches nothing but the base image and packages", () => {
  expect(text).not.toMatch(/\b(curl|wget|git clone)\b|^ADD /m);
  // What the system's packages give: the client that takes backups, and nothing else.
  expect(text.match(/apt-get install [^\n\\]*/g)).toEqual([
    "apt-get install --yes --no-install-recommends postgresql-client ",
  ]);
  expect(text.match(/^FROM \S+:\S+/gm)).toEqual(["FROM node:24-slim"]);
});
