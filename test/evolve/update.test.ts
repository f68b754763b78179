import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cleanEnvironment, temporaryFolder } from "../command.ts";
import { olderTemplate } from "./edits/older-template.ts";
import { git } from "./project.ts";

const ROOT = join(import.meta.dirname, "../..");
const cwd = temporaryFolder();

function npm(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("npm", args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...cleanEnvironment(), npm_config_loglevel: "error", npm_config_offline: "true" },
  });
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

/** The packed command of a source tree, installed from its tarball as anybody would. */
function packed(name: string, source: string): string {
  const tarballs = join(cwd, `${name}-tarball`);
  const installed = join(cwd, `${name}-installed`);
  for (const folder of [tarballs, installed]) mkdirSync(folder);
  npm(source, "run", "build");
  npm(source, "pack", "--ignore-scripts", "--pack-destination", tarballs);
  npm(installed, "install", "--no-audit", "--no-fund", join(tarballs, readdirSync(tarballs)[0] ?? ""));
  return join(installed, "node_modules/aegis-stack/bin/aegis.cjs");
}

/** A copy of this repository that another version was built from. */
function sourceOf(version: string, change: (folder: string) => void): string {
  const folder = join(cwd, `source-${version}`);
  for (const path of [
    "src",
    "bin",
    "runtime",
    "scripts",
    "package.json",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "tsconfig.json",
  ]) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  setVersion(folder, version);
  change(folder);
  return folder;
}

/** Command and runtime always carry one version. */
function setVersion(folder: string, version: string): void {
  for (const path of ["package.json", "runtime/package.json"]) {
    const manifest = JSON.parse(readFileSync(join(folder, path), "utf8"));
    writeFileSync(join(folder, path), JSON.stringify({ ...manifest, version }));
  }
}

function writeTemplate(folder: string, files: typeof olderTemplate): void {
  for (const [path, { content }] of files) {
    mkdirSync(join(folder, "template", path, ".."), { recursive: true });
    writeFileSync(join(folder, "template", path), content);
  }
}

const changelog = `# Changelog

## 9.1.0

- Something for everyone.
- \`scheduler\`: setting \`JOBS_ZONE\` is now \`SCHEDULER_ZONE\`.
- \`auth\`: nothing that concerns this application.

## 9.0.0

- Long ago.
`;

const older = packed(
  "older",
  sourceOf("9.0.0", (folder) => {
    writeTemplate(folder, olderTemplate);
    cpSync(join(ROOT, "template/make"), join(folder, "template/make"), { recursive: true });
  }),
);
const newer = packed(
  "newer",
  sourceOf("9.1.0", (folder) => {
    const files = spawnSync("git", ["ls-files", "-z", "template"], { cwd: ROOT, encoding: "utf8" }).stdout;
    for (const path of files.split("\0").filter((each) => each !== "")) {
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    }
    writeFileSync(join(folder, "CHANGELOG.md"), changelog);
  }),
);

function aegis(command: string, folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: cleanEnvironment(),
  });
  return { code: status, stdout, stderr };
}

const words = ["-c", "database,scheduler[database]", "--yes", "--no-install", "--no-git"];

function commit(folder: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "all");
}

describe("an application of an older packed version", () => {
  aegis(older, cwd, "init", "shop", ...words);
  const folder = join(cwd, "shop");
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  appendFileSync(join(folder, "app/cli/commands.ts"), 'offer("own", "Mine", () => import("./own.ts"));\n');
  writeFileSync(join(folder, ".env"), "JOBS_ZONE=Europe/Berlin\n");
  writeFileSync(join(folder, "app/cli/own.ts"), "export const own = 1;\n");
  rmSync(join(folder, "docs/layout.md"));
  git(folder, "init", "--quiet");
  commit(folder);

  test("is looked at first: what would change, and the news for this stack", () => {
    const { code, stdout } = aegis(newer, folder, "update", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain("From aegis 9.0.0 to 9.1.0.");
    expect(stdout).toContain("  - Something for everyone.");
    expect(stdout).not.toContain("Long ago");
    expect(stdout).not.toContain("nothing that concerns");
    expect(stdout).toContain(
      "Setting JOBS_ZONE is SCHEDULER_ZONE now: rename it where you set it. Still named in .env.",
    );
    expect(stdout).toContain("New settings, each with its default in .env.example: BODY_LIMIT.");
    expect(stdout).toContain("m app/cli/commands.ts (merged with your edits)");
    expect(stdout).toContain("= docs/layout.md (you deleted it, so it stays away");
    expect(git(folder, "status", "--porcelain")).toBe("");
  });

  test("is brought to the newer one, offline, with every edit in place", () => {
    const { code } = aegis(newer, folder, "update", "--no-install", "--yes");
    expect(code).toBe(0);
    aegis(newer, cwd, "init", "shop", ...words, "-o", "fresh");
    const fresh = (path: string) => readFileSync(join(cwd, "fresh/shop", path), "utf8");
    for (const path of [
      "package.json",
      "package-lock.json",
      "aegis.json",
      "compose.yaml",
      "docs/patterns.md",
    ]) {
      expect(read(path), path).toBe(fresh(path));
    }
    expect(read("app/cli/commands.ts")).toBe(
      `${fresh("app/cli/commands.ts")}offer("own", "Mine", () => import("./own.ts"));\n`,
    );
    expect(readFileSync(join(folder, ".aegis/base"))).toEqual(
      readFileSync(join(cwd, "fresh/shop/.aegis/base")),
    );
    const tarballs = readdirSync(join(folder, "vendor"));
    expect(tarballs).toEqual([expect.stringMatching(/^aegis-stack-runtime-9\.1\.0-[0-9a-f]{8}\.tgz$/)]);
    expect(tarballs).toEqual(readdirSync(join(cwd, "fresh/shop/vendor")));
    expect(readdirSync(join(folder, "docs"))).not.toContain("layout.md");
    expect(readdirSync(join(folder, "docs"))).not.toContain("history.md");
    commit(folder);
    expect(aegis(newer, folder, "update").stdout).toContain("Nothing to do");
  });

  test("is refused by the older one from then on", () => {
    const { code, stderr } = aegis(older, folder, "update");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("was written by aegis 9.1.0, and this is 9.0.0"),
    ]);
  });
});

test("a part added by a newer version brings the update along, and says so", () => {
  aegis(older, cwd, "init", "other", "--yes", "--no-install", "--no-git");
  const { code, stdout } = aegis(newer, join(cwd, "other"), "add", "scheduler", "--no-install");
  expect(code).toBe(0);
  expect(stdout).toContain("The application was of aegis 9.0.0; this brings it to 9.1.0");
});

const inHistory = (...args: string[]): string =>
  spawnSync("git", args, { cwd: ROOT, encoding: "utf8" }).stdout.trim();

/** The commit that added a file, the first one of the history that has it. */
const firstWith = (path: string): string =>
  inHistory("rev-list", "HEAD", "--", path).split("\n").at(-1) ?? "";

/** The command as an earlier commit has it, packed under a version. */
function packedFrom(commit_: string, name: string, version?: string): string {
  const source = join(cwd, `source-${name}`);
  mkdirSync(source);
  const archived = spawnSync("sh", ["-c", `git archive ${commit_} | tar -x -C '${source}'`], { cwd: ROOT });
  expect(archived.status).toBe(0);
  symlinkSync(join(ROOT, "node_modules"), join(source, "node_modules"));
  if (version !== undefined) setVersion(source, version);
  return packed(name, source);
}

/** An application that the command of an earlier commit has written. */
function createdBy(command: string, name: string): string {
  const place = join(cwd, name);
  mkdirSync(place);
  const { code } = aegis(
    command,
    place,
    "init",
    "shop",
    "-c",
    "database",
    "--yes",
    "--no-install",
    "--no-git",
  );
  expect(code).toBe(0);
  return join(place, "shop");
}

test("the history of the repository is there, in CI", () => {
  if (process.env.CI) expect(inHistory("rev-parse", "--is-shallow-repository")).toBe("false");
});

/** The commit since which applications hold only what their owners edit. */
const thin = firstWith("scripts/claim-proofs.ts");

// A checkout without a history has no earlier commit to build from.
if (thin !== "")
  test("an application of the first commit with the thin shape is brought to the newest", () => {
    const folder = createdBy(packedFrom(thin, "thin", "8.0.0"), "first");
    const place = join(cwd, "first");
    appendFileSync(join(folder, "app/cli/commands.ts"), 'offer("own", "Mine", () => import("./own.ts"));\n');
    const { code, stderr } = aegis(newer, folder, "update", "--no-install", "--yes");
    expect([code, stderr]).toEqual([0, ""]);
    aegis(newer, place, "init", "shop", "-c", "database", "--yes", "--no-install", "--no-git", "-o", "fresh");
    const differing = spawnSync("diff", ["-rq", folder, join(place, "fresh/shop")], {
      encoding: "utf8",
    }).stdout;
    expect(differing).toMatch(/^Files \S+\/app\/cli\/commands.ts and \S+ differ\n$/);
  });

const root = firstWith("scripts/build.ts");

if (root !== "" && inHistory("ls-tree", "--name-only", root, "runtime") === "")
  test("an application of the first edition is recognised, and left as it is", () => {
    const folder = createdBy(packedFrom(root, "edition"), "edition");
    const read = () => readFileSync(join(folder, "aegis.json"), "utf8");
    const before = read();
    const { code, stderr } = aegis(newer, folder, "update", "--no-install", "--yes");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("was written by aegis 0.1.0, whose applications hold"),
    ]);
    expect(read()).toBe(before);
  });
