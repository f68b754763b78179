import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStage } from "../../src/evolve/transaction/stage.ts";
import { aegis } from "../command.ts";
import { project, refused, run, treeOf } from "./project.ts";

describe("two commands at once", () => {
  test("one writes, the other is refused or finds all of it: never a mixture", async () => {
    const folder = await project("");
    const flags = ["--no-install", "--force"];
    const outcomes = await Promise.all([
      run(folder, "add", "cache", ...flags),
      run(folder, "add", "scheduler", ...flags),
      run(folder, "status", "--json"),
      run(folder, "status"),
    ]);
    for (const { code, stdout, stderr } of outcomes) {
      expect([0, 1], stdout + stderr).toContain(code);
      expect(stdout + stderr).not.toContain("unexpected");
    }
    const { components } = JSON.parse(readFileSync(join(folder, "aegis.json"), "utf8"));
    const written = outcomes.slice(0, 2).filter(({ code }) => code === 0);
    expect(components).toHaveLength(written.length);
    for (const word of ["cache", "scheduler[memory]"]) {
      const [name = ""] = word.split("[");
      const isThere = existsSync(
        join(folder, name === "cache" ? "app/core/cache.ts" : "app/components/scheduler"),
      );
      expect(isThere, word).toBe(components.includes(word));
    }
    expect(JSON.parse((await run(folder, "status", "--json")).stdout).edits).toEqual([]);
    expect(readdirSync(join(folder, ".aegis"))).toEqual(["base"]);
  });

  test("a plan that was made before another command wrote is not carried out", async () => {
    const folder = await project("");
    const place = join(folder, "aegis.json");
    const { fingerprintOf, requireSameMemory } = await import("../../src/evolve/fingerprint.ts");
    const fingerprint = fingerprintOf(folder);
    requireSameMemory(folder, fingerprint);
    for (const path of [place, join(folder, ".aegis/base")]) {
      const text = readFileSync(path);
      writeFileSync(path, Buffer.concat([text, Buffer.from(" ")]));
      expect(() => requireSameMemory(folder, fingerprint)).toThrow("Another aegis has written");
      writeFileSync(path, text);
    }
    mkdirSync(join(folder, ".aegis/pending"));
    writeFileSync(join(folder, ".aegis/pending/conflicts.json"), "{}");
    expect(() => requireSameMemory(folder, fingerprint)).toThrow("Another aegis has written");
  });

  test("nobody clears the stage of a run that is at work", async () => {
    const folder = await project("");
    // This process is at work.
    openStage(folder);
    const before = treeOf(folder);
    expect(readdirSync(join(folder, ".aegis/writing")).sort()).toEqual([".gitignore", "process"]);
    for (const command of [["status"], ["diff"], ["add", "cache"], ["add", "cache", "--dry-run"]])
      expect((await refused(folder, ...command)).error.code).toBe("project-busy");
    expect(treeOf(folder)).toEqual(before);
    // A lock that is only being written is nobody else's either.
    writeFileSync(join(folder, ".aegis/writing/process"), "");
    expect((await refused(folder, "status")).error.code).toBe("project-busy");
  });

  test("of several that find a killed run one takes over", async () => {
    const folder = await project("");
    openStage(folder);
    // No process has this number.
    writeFileSync(join(folder, ".aegis/writing/process"), "4194304");
    const outcomes = await Promise.all([1, 2, 3].map(() => run(folder, "status")));
    expect(outcomes.filter(({ stdout }) => stdout.includes("is undone now"))).toHaveLength(1);
    expect(readdirSync(join(folder, ".aegis"))).toEqual(["base"]);
  });
});

describe("what the system refuses is told in a sentence", () => {
  test("a current folder that is gone", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "aegis-gone-"));
    const { code, stdout, stderr } = await aegis(["status"], {
      node: "/bin/sh",
      nodeArgs: ["-c", 'rmdir "$PWD" && exec "$0" "$@"', process.execPath],
      cwd,
    });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("The current folder does not exist any more.");
    expect(stderr).not.toContain("    at ");
  });

  test.each(["README.md", "aegis.json", "package.json"])("a folder where %s is to be read", async (path) => {
    const folder = await project("");
    rmSync(join(folder, path));
    mkdirSync(join(folder, path));
    const { stdout, stderr, code } = await run(folder, "add", "scheduler", "--no-install", "--force");
    expect([0, 1]).toContain(code);
    expect(stdout + stderr).not.toContain("fault of ours");
  });
});
