import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pack } from "../../src/render/archive.ts";
import { aegis, filesBelow, temporaryFolder } from "../command.ts";
import { smallDisk } from "../small-disk.ts";
import { git, project, refused, run, treeOf } from "./project.ts";

const add = ["add", "scheduler", "--no-install"] as const;
const state = (folder: string, change: Record<string, unknown>) => {
  const place = join(folder, "aegis.json");
  writeFileSync(place, JSON.stringify({ ...JSON.parse(readFileSync(place, "utf8")), ...change }));
};

test("a folder that is not ours is told how to be adopted", async () => {
  const { code, error } = await refused(temporaryFolder(), ...add);
  expect([code, error.code]).toEqual([1, "project-missing"]);
  expect(error.hint).toContain("aegis init NAME --output .. --force");
});

test("from a folder within it, the application is found", async () => {
  const folder = await project("");
  const { stdout } = await run(join(folder, "app/cli"), "status", "--json");
  expect(JSON.parse(stdout).folder).toBe(folder);
});

test.each([
  [
    "no JSON",
    (folder: string) => writeFileSync(join(folder, "aegis.json"), "{"),
    "aegis.json cannot be read: it is not JSON",
  ],
  [
    "a list",
    (folder: string) => writeFileSync(join(folder, "aegis.json"), "[]"),
    "aegis.json is not an object",
  ],
  ["no version", (folder: string) => state(folder, { aegis: 3 }), "names no version"],
  ["a name that leads elsewhere", (folder: string) => state(folder, { name: "../../shop" }), "holds no name"],
  [
    "components that are none",
    (folder: string) => state(folder, { components: "all" }),
    "no list of components",
  ],
  [
    "a base that is none",
    (folder: string) => writeFileSync(join(folder, ".aegis/base"), "base"),
    ".aegis/base cannot be read",
  ],
  ["no base", (folder: string) => rmSync(join(folder, ".aegis/base")), ".aegis/base is not there"],
  [
    "a base that leads out of the application",
    (folder: string) =>
      writeFileSync(
        join(folder, ".aegis/base"),
        pack(new Map([["../out", { content: "x", executable: false }]])),
      ),
    'names "../out", which is not in the application',
  ],
])("%s: one sentence on what, one on what to do", async (_, damage, what) => {
  const folder = await project("", damage);
  const before = treeOf(folder);
  const { code, error } = await refused(folder, ...add);
  expect([code, error.code]).toEqual([1, "project-damaged"]);
  expect(error.message).toContain(what);
  expect(error.hint).toContain("git checkout");
  expect(treeOf(folder)).toEqual(before);
});

test("what an owner keeps in aegis.json stays there", async () => {
  const folder = await project("", (each) => state(each, { note: "of Ada" }));
  expect((await run(folder, ...add)).code).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "aegis.json"), "utf8")).note).toBe("of Ada");
});

describe("what is not committed", async () => {
  const folder = await project("");
  appendFileSync(join(folder, "README.md"), "More.\n");
  writeFileSync(join(folder, "new.ts"), "");
  const before = treeOf(folder);

  test("is refused", async () => {
    const { code, error } = await refused(folder, ...add);
    expect([code, error.code]).toEqual([1, "tree-dirty"]);
    expect(error.details.paths).toEqual(["README.md", "new.ts"]);
    expect(treeOf(folder)).toEqual(before);
  });

  test("is looked at with --dry-run, and nothing is written", async () => {
    const { code, stdout } = await run(folder, ...add, "--dry-run", "--diff");
    expect([code, treeOf(folder)]).toEqual([0, before]);
    expect(stdout).toContain("+ app/components/scheduler/jobs/log-health.ts");
    expect(stdout).toContain("+++ b/package.json");
    expect(stdout).toContain('+    "croner":');
    expect(stdout).toContain("Nothing was written.");
  });

  test("stays, merged, with --force", async () => {
    expect((await run(folder, ...add, "--force")).code).toBe(0);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toMatch(/More\.\n$/);
  });
});

test.each([
  [["add", "sheduler"], "word-unknown", 'Did you mean "scheduler"?'],
  [["add", "database[postgress]"], "option-unknown", 'Did you mean "postgres"?'],
  [["remove", "backend"], "part-always", "aegis status"],
  [["add", "scheduler", "--diff"], "usage", "--dry-run"],
  [["diff", "nowhere.ts"], "usage", "aegis status"],
  [["contine"], "usage", "continue"],
])("%j is refused", async (args, code, hint) => {
  const { error } = await refused(await project(""), ...args);
  expect(error.code).toBe(code);
  expect(error.hint).toContain(hint);
});

test("what is required is refused with what requires it, and goes with --cascade", async () => {
  const folder = await project("scheduler[database]");
  const { code, error } = await refused(folder, "remove", "database");
  expect([code, error.code]).toEqual([1, "part-required"]);
  expect(error.details).toEqual({ part: "database", requiredBy: ["scheduler[database]"] });
  const removed = await run(folder, "remove", "database", "--cascade", "--no-install", "--yes");
  expect(removed.code).toBe(0);
  expect(removed.stdout).toContain("Stays: data/app.db (the database with all its rows).");
  expect(removed.stdout).toContain("Stays: migrations/ (its migrations).");
  expect(JSON.parse(readFileSync(join(folder, "aegis.json"), "utf8")).components).toEqual([]);
});

test("what came along only for it goes, is named, and how it could stay", async () => {
  const { stdout } = await run(await project("scheduler[database]"), "remove", "scheduler", "--dry-run");
  expect(stdout).toContain("database[sqlite] goes too: only scheduler[database] required it.");
  expect(stdout).toContain('To keep it, run "aegis add database" first.');
});

test("an own file in a component's folder stays, an edited one is kept and told, data stays", async () => {
  const folder = await project("scheduler[memory]", (each) => {
    writeFileSync(join(each, "app/components/scheduler/jobs/own.ts"), "export const own = 1;\n");
    appendFileSync(join(each, "app/components/scheduler/jobs.ts"), "// Mine.\n");
    mkdirSync(join(each, "data"));
    writeFileSync(join(each, "data/app.db"), "rows");
  });
  const { stdout } = await run(folder, "remove", "scheduler", "--no-install", "--yes");
  expect(stdout).toContain("= app/components/scheduler/jobs.ts (you edited it, so it stays");
  expect(filesBelow(join(folder, "app/components/scheduler"))).toEqual(["jobs.ts", "jobs/own.ts"]);
  expect(existsSync(join(folder, "data/app.db"))).toBe(true);
  expect(existsSync(join(folder, "app/services/jobs"))).toBe(false);
});

describe("what is not a file of the application's", () => {
  test("a folder where a file belongs: nothing is written", async () => {
    const folder = await project("", (each) => {
      mkdirSync(join(each, "app/components/scheduler/jobs/log-health.ts"), { recursive: true });
      writeFileSync(join(each, "app/components/scheduler/jobs/log-health.ts/own.ts"), "");
    });
    const before = treeOf(folder);
    const { code, error } = await refused(folder, ...add);
    expect([code, error.code, treeOf(folder)]).toEqual([1, "paths-blocked", before]);
    expect(error.details.paths).toEqual(["app/components/scheduler/jobs/log-health.ts"]);
  });

  test("a folder where a file was: the owner's stays, and he is told", async () => {
    const folder = await project("", (each) => {
      rmSync(join(each, "README.md"));
      mkdirSync(join(each, "README.md"));
      writeFileSync(join(each, "README.md/index.md"), "mine\n");
    });
    const { code, stdout } = await run(folder, ...add);
    expect(code).toBe(0);
    expect(stdout).toContain("= README.md (a folder or a link of yours stands there");
    expect(readFileSync(join(folder, "README.md/index.md"), "utf8")).toBe("mine\n");
  });

  test("links are never written through, nor what they lead to removed", async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, "jobs.ts"), "outside\n");
    const link = (each: string, path: string, to: string) => {
      rmSync(join(each, path), { recursive: true, force: true });
      mkdirSync(join(each, path, ".."), { recursive: true });
      symlinkSync(to, join(each, path));
    };
    const blocked = await project("", (each) => link(each, "app/components/scheduler", outside));
    expect((await refused(blocked, ...add)).error.code).toBe("paths-blocked");

    const folder = await project("scheduler[memory]", (each) => {
      link(each, "app/components/scheduler/jobs.ts", join(outside, "jobs.ts"));
      renameSync(join(each, "app/services/jobs"), join(outside, "moved"));
      symlinkSync(join(outside, "moved"), join(each, "app/services/jobs"));
    });
    const moved = treeOf(outside);
    const { code, stdout } = await run(folder, "remove", "scheduler", "--no-install", "--yes");
    expect(code).toBe(0);
    expect(stdout).toContain("app/components/scheduler/jobs.ts (a folder or a link of yours");
    expect(lstatSync(join(folder, "app/components/scheduler/jobs.ts")).isSymbolicLink()).toBe(true);
    expect(treeOf(outside)).toEqual(moved);
  });

  test("a memory that is a link is not followed either", async () => {
    const outside = temporaryFolder();
    const folder = await project("");
    renameSync(join(folder, ".aegis"), join(outside, "memory"));
    symlinkSync(join(outside, "memory"), join(folder, ".aegis"));
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "link");
    expect((await refused(folder, ...add)).error.code).toBe("paths-blocked");
    expect(readdirSync(join(outside, "memory"))).toEqual(["base"]);
  });
});

test("a file that may only be read is merged, and may still only be read", async () => {
  const folder = await project("", (each) => {
    appendFileSync(join(each, "README.md"), "Mine.\n");
    chmodSync(join(each, "README.md"), 0o444);
  });
  expect((await run(folder, ...add)).code).toBe(0);
  expect(statSync(join(folder, "README.md")).mode & 0o777).toBe(0o444);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toMatch(/scheduler[\s\S]*Mine\.\n$/);
});

test.skipIf(process.getuid?.() !== 0)("a folder that may not be written leaves all as it was", async () => {
  const nobody = 65534;
  const folder = await project("");
  for (const parent of ["../..", ".."]) chmodSync(join(folder, parent), 0o755);
  chmodSync(temporaryFolder(), 0o755);
  for (const path of [".aegis", "."]) chownSync(join(folder, path), nobody, nobody);
  rmSync(join(folder, ".git"), { recursive: true });
  const before = treeOf(folder);
  const { code, stdout } = await aegis([...add, "--json"], { cwd: folder, user: nobody });
  expect([code, JSON.parse(stdout).error.code]).toEqual([1, "folder-not-writable"]);
  expect(treeOf(folder)).toEqual(before);
});

// An application with its base, and what an addition writes beside both before it replaces them.
const disk = smallDisk(10_000);

test.skipIf(disk === null)("a full disk leaves all as it was", async () => {
  const cwd = disk?.folder ?? "";
  expect((await aegis(["init", "shop", "--yes", "--no-install", "--no-git"], { cwd })).code).toBe(0);
  const folder = join(cwd, "shop");
  const before = treeOf(folder);
  let size = 4_000_000;
  // Fills what is left, to the last kilobytes.
  for (let at = 0; size > 4_000; at++) {
    try {
      writeFileSync(join(cwd, `fill-${at}`), Buffer.alloc(size));
    } catch {
      rmSync(join(cwd, `fill-${at}`), { force: true });
      size = Math.floor(size / 2);
    }
  }
  const { code, stdout } = await aegis([...add, "--json"], { cwd: folder });
  expect([code, JSON.parse(stdout).error.code]).toEqual([1, "disk-full"]);
  expect(treeOf(folder)).toEqual(before);
  for (const name of readdirSync(cwd)) if (name.startsWith("fill-")) rmSync(join(cwd, name));
  expect((await aegis(add, { cwd: folder })).code).toBe(0);
});

describe("what deletes, without a terminal to ask in", () => {
  test("is refused without --yes, and nothing is written", async () => {
    const folder = await project("scheduler[memory]");
    const before = treeOf(folder);
    for (const flags of [["--no-install"], ["--no-install", "--force"]]) {
      const { code, error } = await refused(folder, "remove", "scheduler", ...flags);
      expect([code, error.code]).toEqual([1, "confirmation-required"]);
      expect(error.details.files).toContain("app/components/scheduler/jobs/log-health.ts");
      expect(error.hint).toContain("--yes");
    }
    expect((await run(folder, "remove", "scheduler", "--dry-run")).code).toBe(0);
    expect(treeOf(folder)).toEqual(before);
    expect((await run(folder, "remove", "scheduler", "--no-install", "--yes")).code).toBe(0);
  });

  test("is not refused where it has nothing to do, and add asks for nothing", async () => {
    const folder = await project("scheduler[memory]");
    expect((await run(folder, "remove", "worker")).stdout).toContain("Nothing to do");
    const { code, stdout } = await run(folder, "add", "scheduler[database]", "--no-install");
    expect([code, stdout]).toEqual([0, expect.stringContaining("jobs/backup-database.ts")]);
  });
});
