import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aegis, filesBelow, quick, temporaryFolder } from "../command.ts";
import { finding } from "../doctor/findings.ts";
import { git, project, refused, run, treeOf } from "../evolve/project.ts";
import { manifest as packedManifest } from "../runtime/packed.ts";
import { commit, manifestIn, RUNTIME_NAME, readIn, vendored } from "./applications.ts";

describe("vendor", () => {
  test("unpacks the sources as a workspace of the same name, whose exports are sources", async () => {
    const folder = await project("");
    const before = treeOf(folder);
    const { code, stdout } = await run(folder, "vendor", "--no-install");
    expect(code).toBe(0);
    expect(stdout).toContain("Before you own the runtime");
    const { workspaces, dependencies } = manifestIn(folder);
    expect([workspaces, dependencies[RUNTIME_NAME]]).toEqual([["runtime"], "file:runtime"]);
    const { exports } = manifestIn(folder, "runtime/package.json");
    expect(Object.keys(exports)).toEqual(Object.keys(packedManifest.exports));
    for (const source of Object.values(exports))
      expect(existsSync(join(folder, "runtime", source)), source).toBe(true);
    const changed = Object.entries(treeOf(folder)).filter(
      ([path, hash]) => path in before && before[path] !== hash,
    );
    expect(
      changed.map(([path]) => path.replace(/ .*/, "")).filter((path) => path.startsWith("app/")),
    ).toEqual([]);
    expect(existsSync(join(folder, "vendor"))).toBe(false);
  });

  test("puts all of it into git, whatever the machine ignores", async () => {
    const folder = await vendored("");
    const clone = join(temporaryFolder(), "clone");
    writeFileSync(join(folder, "../ignored"), "dist/\nbuild/\n");
    const fresh = await project("");
    git(fresh, "config", "core.excludesFile", join(folder, "../ignored"));
    expect((await run(fresh, "vendor", "--no-install")).code).toBe(0);
    commit(fresh);
    git(fresh, "clone", "--quiet", fresh, clone);
    expect(filesBelow(join(clone, "runtime"))).toEqual(filesBelow(join(folder, "runtime")));
  });

  test("lists the libraries of every capability for the type check, and none of them for production", async () => {
    const folder = await vendored("");
    const { dependencies, devDependencies } = manifestIn(folder);
    for (const name of ["bullmq", "drizzle-orm", "ioredis", "pg", "@types/pg"]) {
      expect(devDependencies[name], name).toMatch(/^\d/);
      expect(dependencies[name], name).toBeUndefined();
    }
    const { peerDependencies = {} } = manifestIn(folder, "runtime/package.json");
    expect(Object.keys(peerDependencies).filter((name) => !(name in dependencies))).toEqual([]);
  });

  test("shows what it would do, and does nothing the second time", async () => {
    const folder = await project("");
    const before = treeOf(folder);
    const dry = await run(folder, "vendor", "--dry-run", "--json");
    expect(JSON.parse(dry.stdout)).toMatchObject({ command: "vendor", written: false });
    expect(treeOf(folder)).toEqual(before);
    await run(folder, "vendor", "--no-install");
    commit(folder);
    const once = treeOf(folder);
    const { code, stdout } = await run(folder, "vendor", "--no-install");
    expect([code, stdout]).toEqual([0, expect.stringContaining("vendored already")]);
    expect(treeOf(folder)).toEqual(once);
  });

  test("asks for a committed application", async () => {
    const folder = await project("");
    appendFileSync(join(folder, "README.md"), "mine\n");
    expect(await refused(folder, "vendor")).toMatchObject({ code: 1, error: { code: "tree-dirty" } });
  });

  test("is refused inside of another workspace", async () => {
    const around = temporaryFolder();
    writeFileSync(join(around, "package.json"), '{ "workspaces": ["*"] }');
    cpSync(await project(""), join(around, "shop"), { recursive: true });
    const { code, error } = await refused(join(around, "shop"), "vendor", "--dry-run");
    expect([code, error.code]).toEqual([1, "workspace-nested"]);
    expect(error.message).toContain(around);
  });

  test("is refused where the owner has a folder of that name", async () => {
    const folder = await project("", (place) => {
      mkdirSync(join(place, "runtime"));
      writeFileSync(join(place, "runtime/own.ts"), "export const own = 1;\n");
    });
    expect(await refused(folder, "vendor")).toMatchObject({ code: 1, error: { code: "paths-blocked" } });
  });

  test.each([
    ["pnpm", "workspace:*", "packages:\n  - runtime\n"],
    ["yarn", "workspace:*", null],
    ["bun", "workspace:*", null],
  ])("says it in the words of %s", async (manager, spec, listed) => {
    const cwd = temporaryFolder();
    await aegis(["init", "shop", "--package-manager", manager, ...quick], { cwd });
    const folder = join(cwd, "shop");
    expect((await run(folder, "vendor", "--no-install")).code).toBe(0);
    const { workspaces, dependencies } = manifestIn(folder);
    expect(dependencies[RUNTIME_NAME]).toBe(spec);
    expect(workspaces).toEqual(listed === null ? ["runtime"] : undefined);
    if (listed !== null) expect(readIn(folder, "pnpm-workspace.yaml")).toContain(listed);
    // Both stages that install are built from the one that copies it.
    expect(readIn(folder, "Dockerfile")).toMatch(
      /^FROM base AS manifests\nCOPY .*\nCOPY runtime\/package.json .*\n\n.*\nFROM manifests AS dependencies\nRUN /m,
    );
    expect(readIn(folder, "Dockerfile")).toMatch(
      /^FROM manifests AS production-dependencies\n(?:#.*\n)?RUN /m,
    );
  });
});

describe("a vendored application", () => {
  test("gains and loses parts as any other", async () => {
    const folder = await vendored("");
    const before = treeOf(folder);
    expect((await run(folder, "add", "scheduler", "--no-install")).code).toBe(0);
    commit(folder);
    expect(treeOf(folder)).toEqual(treeOf(await vendored("scheduler")));
    expect((await run(folder, "remove", "scheduler", "--no-install", "--yes")).code).toBe(0);
    expect(treeOf(folder)).toEqual(before);
  });

  test("has its status, and shows what its owner edited", async () => {
    const folder = await vendored("");
    appendFileSync(join(folder, "runtime/src/errors/index.ts"), "// mine\n");
    const { stdout } = await run(folder, "status", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      runtime: "vendored",
      edits: [{ path: "runtime/src/errors/index.ts", edit: "edited" }],
    });
    expect((await run(folder, "status")).stdout).toContain("with the runtime's sources in runtime/");
    expect((await run(folder, "diff", "runtime")).stdout).toContain("+// mine");
  });

  test("is judged by the doctor", async () => {
    const folder = await vendored("");
    expect(await finding(folder, "runtime")).toMatchObject({
      status: "info",
      message: expect.stringContaining("vendored and not installed yet"),
    });
    cpSync(join(folder, "runtime"), join(folder, "node_modules", RUNTIME_NAME), { recursive: true });
    expect(await finding(folder, "runtime")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("is installed as a package"),
    });
    rmSync(join(folder, "runtime/package.json"));
    expect(await finding(folder, "runtime")).toMatchObject({ status: "problem" });
  });

  test("is repaired to what aegis.json says", async () => {
    const folder = await project("");
    const stated = JSON.parse(readIn(folder, "aegis.json"));
    writeFileSync(
      join(folder, "aegis.json"),
      `${JSON.stringify({ ...stated, runtime: "vendored" }, null, 2)}\n`,
    );
    commit(folder);
    expect((await refused(folder, "update")).error.code).toBe("project-stack-differs");
    expect((await run(folder, "repair", "--no-install", "--yes")).code).toBe(0);
    expect(treeOf(folder)).toEqual(treeOf(await vendored("")));
  });
});

describe("unvendor", () => {
  test("leaves no trace", async () => {
    const folder = await project("database,worker[redis]");
    const before = treeOf(folder);
    expect((await run(folder, "vendor", "--no-install")).code).toBe(0);
    commit(folder);
    mkdirSync(join(folder, "runtime/node_modules"));
    expect((await run(folder, "unvendor", "--no-install")).code).toBe(0);
    expect(treeOf(folder)).toEqual(before);
    expect(existsSync(join(folder, "runtime"))).toBe(false);
    commit(folder);
    expect((await run(folder, "unvendor")).stdout).toContain("The runtime is not vendored.");
  });

  test("is refused with the difference where the sources were edited", async () => {
    const folder = await vendored("");
    appendFileSync(join(folder, "runtime/src/errors/index.ts"), "// mine\n");
    writeFileSync(join(folder, "runtime/src/errors/own.ts"), "export const own = 1;\n");
    rmSync(join(folder, "runtime/README.md"));
    commit(folder);
    const before = treeOf(folder);
    const { code, error } = await refused(folder, "unvendor", "--yes");
    expect([code, error.code]).toEqual([1, "runtime-edited"]);
    expect(error.details.files).toEqual([
      {
        path: "runtime/README.md",
        edit: "deleted",
        patch: expect.stringContaining("--- a/runtime/README.md"),
      },
      { path: "runtime/src/errors/index.ts", edit: "edited", patch: expect.stringContaining("+// mine") },
      {
        path: "runtime/src/errors/own.ts",
        edit: "added",
        patch: expect.stringContaining("+export const own"),
      },
    ]);
    expect((await run(folder, "unvendor")).stderr).toContain("+// mine");
    expect(treeOf(folder)).toEqual(before);
  });
});
