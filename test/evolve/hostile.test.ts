import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { aegis, quick, temporaryFolder } from "../command.ts";
import { pathWith } from "../stand-in.ts";
import { merged } from "./branched.ts";
import { git, project, refused, run } from "./project.ts";

const add = ["add", "scheduler", "--no-install"] as const;

/** A script that leaves a trace when it is run, and where that trace would be. */
function trap(folder: string, name: string): { place: string; sprung: () => boolean } {
  const trace = join(temporaryFolder(), "sprung");
  const place = join(folder, name);
  mkdirSync(join(place, ".."), { recursive: true });
  writeFileSync(place, `#!/bin/sh\necho "$0 $@" >> '${trace}'\ncat\n`);
  chmodSync(place, 0o755);
  return { place, sprung: () => existsSync(trace) };
}

describe("commands that an application holds are not taken for the machine's", () => {
  test.each([
    ["the PATH of npx", (folder: string) => join(folder, "node_modules/.bin")],
    ["a PATH with a relative entry", () => "node_modules/.bin"],
    ["a PATH without any other", (folder: string) => `${join(folder, "node_modules/.bin")}${delimiter}.`],
  ])("with %s", async (_, first) => {
    const folder = await project("");
    const names = ["git", "npm", "node", "pnpm", "lsof"];
    const traps = names.map((name) => trap(folder, `node_modules/.bin/${name}`));
    const env = { PATH: `${first(folder)}${delimiter}${pathWith({ npm: "exit 0" })}` };
    for (const args of [["doctor"], ["status"], [...add], ["remove", "scheduler", "--yes"]])
      await aegis(args, { cwd: folder, env: { ...env } });
    expect(traps.map(({ sprung }) => sprung())).toEqual(names.map(() => false));
  });

  test("nor those above it", async () => {
    const folder = await project("");
    const { place, sprung } = trap(join(folder, ".."), "node_modules/.bin/git");
    const env = { PATH: `${join(place, "..")}${delimiter}${process.env.PATH}` };
    expect((await aegis([...add], { cwd: folder, env })).code).toBe(0);
    expect(sprung()).toBe(false);
  });

  test("doctor runs nothing of it with --no-run", async () => {
    const folder = await project("");
    mkdirSync(join(folder, "node_modules"));
    const trace = join(temporaryFolder(), "sprung");
    writeFileSync(
      join(folder, "app/cli/bin.js"),
      `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(trace)}, "");\n`,
    );
    const { stdout } = await run(folder, "doctor", "--no-run");
    expect(stdout).toContain("The settings are not checked");
    expect(existsSync(trace)).toBe(false);
  });
});

describe("settings of the repository that name a program", () => {
  const settings: readonly (readonly [string, (place: string) => string])[] = [
    ["fsmonitor", (place) => `[core]\n\tfsmonitor = ${place}\n`],
    ["hooks", (place) => `[core]\n\thooksPath = ${join(place, "..")}\n`],
    ["a filter", (place) => `[filter "x.y=z"]\n\tclean = ${place}\n\trequired = true\n`],
    ["a filter that is a process", (place) => `[filter "x.y=z"]\n\tprocess = ${place}\n`],
    ["a diff driver", (place) => `[diff]\n\texternal = ${place}\n[diff "x"]\n\ttextconv = ${place}\n`],
    [
      "a transport",
      (place) =>
        `[core]\n\tsshCommand = ${place}\n[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = ext::${place}\n\tpromisor = true\n`,
    ],
  ];

  test.each(settings)("%s: none is run", async (_, config) => {
    const folder = await project("", (each) => {
      writeFileSync(join(each, ".gitattributes"), "README.md filter=x.y=z diff=x\n");
    });
    const { place, sprung } = trap(join(folder, ".git"), "traps/post-index-change");
    appendFileSync(join(folder, ".git/config"), config(place));
    const soon = Date.now() / 1_000 + 60;
    // git looks into a file again whose time has changed.
    utimesSync(join(folder, "README.md"), soon, soon);
    const { code, stderr } = await run(folder, ...add, "--dry-run");
    expect([code, stderr]).toEqual([0, ""]);
    expect((await run(folder, ...add)).code).toBe(0);
    await run(folder, "doctor");
    await aegis(["init", "shop", ...quick, "--force", "-o", ".."], { cwd: folder });
    expect(sprung()).toBe(false);
  });

  test("none is run while two branches are put together", async () => {
    const folder = await merged({});
    const { place, sprung } = trap(join(folder, ".git"), "traps/post-index-change");
    writeFileSync(join(folder, ".gitattributes"), "* filter=x.y=z diff=x merge=x\n");
    for (const [, config] of settings) appendFileSync(join(folder, ".git/config"), config(place));
    appendFileSync(join(folder, ".git/config"), `[merge "x"]\n\tdriver = ${place}\n`);
    const soon = Date.now() / 1_000 + 60;
    utimesSync(join(folder, "README.md"), soon, soon);
    const { code, stderr } = await run(folder, "repair", "--no-install");
    expect([code, stderr]).toEqual([0, ""]);
    expect(sprung()).toBe(false);
  });

  test("a filter does not hide an edit", async () => {
    const folder = await project("", (each) => {
      writeFileSync(join(each, ".gitattributes"), "README.md filter=x\n");
    });
    appendFileSync(join(folder, ".git/config"), '[filter "x"]\n\tclean = git show HEAD:README.md\n');
    appendFileSync(join(folder, "README.md"), "Mine.\n");
    expect((await refused(folder, ...add)).error.code).toBe("tree-dirty");
  });

  test("what looks like a repository and is none is not made one", async () => {
    const folder = temporaryFolder();
    const { place, sprung } = trap(join(folder, "shop/.git"), "hooks/pre-commit");
    writeFileSync(join(folder, "shop/.git/config"), `[core]\n\thooksPath = ${join(place, "..")}\n`);
    const { code, stdout } = await aegis(["init", "shop", "--yes", "--no-install", "--force", "-o", folder], {
      cwd: folder,
    });
    expect([code, stdout]).toEqual([0, expect.stringContaining("git cannot use the repository in")]);
    expect(sprung()).toBe(false);
  });
});

describe("what an application remembers", () => {
  const base = (folder: string) => join(folder, ".aegis/base");
  const bomb = brotliCompressSync(Buffer.alloc(512 * 1024 * 1024, 32));

  test("that unpacks to more than any application is not unpacked", async () => {
    const folder = await project("", (each) => writeFileSync(base(each), bomb));
    expect(bomb.length).toBeLessThan(64 * 1024);
    for (const command of [["status"], [...add], ["update"], ["diff"]]) {
      const { error } = await refused(folder, ...command);
      expect(error).toMatchObject({
        code: "project-damaged",
        message: expect.stringContaining("unpacks to more than any application holds"),
      });
    }
  });

  test.each([
    ["a list", "[]"],
    ["a file that is none", '{"README.md":null}'],
    ["a text that is a number", '{"README.md":{"text":3}}'],
  ])("that holds %s is damaged", async (_, text) => {
    const folder = await project("", (each) => writeFileSync(base(each), brotliCompressSync(text)));
    expect((await refused(folder, "status")).error.code).toBe("project-damaged");
  });

  test.skipIf(process.platform === "win32")("that is a pipe is not waited for", async () => {
    const folder = await project("");
    rmSync(base(folder));
    execFileSync("mkfifo", [base(folder)]);
    expect((await refused(folder, "status")).error.code).toBe("project-damaged");
    execFileSync("mkfifo", [join(folder, ".env")]);
    expect((await run(folder, "doctor")).stdout).toContain("problem");
  });

  test.each([
    "../out",
    "/out",
    ".git/hooks/pre-commit",
    ".GIT/config",
    ".git./config",
    "git~1/config",
    "a\\b",
  ])("that names %j is refused", async (path) => {
    const packed = brotliCompressSync(JSON.stringify({ [path]: { text: "x" } }));
    const folder = await project("", (each) => writeFileSync(base(each), packed));
    expect((await refused(folder, "status")).error.code).toBe("project-damaged");
  });

  test("does nothing to a terminal", async () => {
    const sequence = "\u001b]0;owned\u0007\u001b[2J\u202e";
    const place = (folder: string) => join(folder, "aegis.json");
    const folder = await project("", (each) => {
      const state = JSON.parse(readFileSync(place(each), "utf8"));
      writeFileSync(place(each), JSON.stringify({ ...state, components: [`cache${sequence}`] }));
    });
    const { stdout, stderr } = await run(folder, "status");
    expect(stdout + stderr).toContain("\\u001b]0;owned\\u0007");
    expect([...(stdout + stderr)].filter((sign) => sequence.includes(sign) && sign < " ")).toEqual([]);
  });

  test("does nothing to a terminal that shows the answer for programs, and means the same", async () => {
    const name = "cache\u009b2j\u202e";
    const folder = await project("", (each) => {
      const file = join(each, "aegis.json");
      const state = JSON.parse(readFileSync(file, "utf8"));
      writeFileSync(file, JSON.stringify({ ...state, components: [name] }));
    });
    const { stdout } = await run(folder, "status", "--json");
    expect(stdout).not.toMatch(/[\u007f-\u009f\u202e]/);
    expect(JSON.stringify(JSON.parse(stdout))).toContain(name);
  });
});

test("git that is asked about a folder does not write into it", async () => {
  const folder = await project("");
  const index = readFileSync(join(folder, ".git/index"));
  const soon = Date.now() / 1_000 + 60;
  utimesSync(join(folder, "README.md"), soon, soon);
  await run(folder, ...add, "--dry-run");
  await run(folder, "doctor");
  expect(readFileSync(join(folder, ".git/index")).equals(index)).toBe(true);
  expect(git(folder, "status", "--porcelain")).toBe("");
});
