import { chmodSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../command.ts";
import { project, refused, run } from "../evolve/project.ts";
import { packed, writeFiles } from "../runtime/packed.ts";
import { converse, noTerminal } from "../terminal.ts";
import { RUNTIME_NAME, vendored } from "./applications.ts";

/** An application with the packed runtime, and nothing else, installed. */
async function installed(): Promise<string> {
  const folder = await project("");
  writeFiles(join(folder, "node_modules", RUNTIME_NAME), packed);
  return folder;
}

test("the folder of a capability of the packed runtime, by its name and by that of its component", async () => {
  const folder = await installed();
  const sources = join(realpathSync(folder), "node_modules", RUNTIME_NAME, "src");
  expect(await run(folder, "source", "queue")).toEqual({
    code: 0,
    stdout: `${join(sources, "queue")}\n`,
    stderr: "",
  });
  expect((await run(join(folder, "app"), "source", "worker")).stdout).toBe(`${join(sources, "queue")}\n`);
  expect((await run(folder, "source")).stdout).toBe(`${sources}\n`);
  const { stdout } = await run(folder, "source", "http", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ folder: join(sources, "http"), vendored: false });
});

test("that of the vendored runtime is in the application", async () => {
  const folder = await vendored("");
  const place = join(realpathSync(folder), "runtime/src/queue");
  expect((await run(folder, "source", "queue")).stdout).toBe(`${place}\n`);
});

test("a wrong name gets the closest match", async () => {
  const { code, error } = await refused(await installed(), "source", "queu");
  expect([code, error.code]).toEqual([1, "capability-unknown"]);
  expect(error.hint).toContain('Did you mean "queue"?');
});

test("what is not installed is said with the command that installs it", async () => {
  const { code, error } = await refused(await project(""), "source", "queue");
  expect([code, error.code]).toEqual([1, "runtime-not-installed"]);
  expect(error.hint).toContain("npm install");
});

test.skipIf(noTerminal)("in a terminal the editor of the environment opens it", async () => {
  const folder = await installed();
  const editor = join(temporaryFolder(), "editor");
  writeFileSync(editor, '#!/bin/sh\necho "opened with $1: $2"\n');
  chmodSync(editor, 0o755);
  const env = { EDITOR: `${editor} --wait`, VISUAL: "" };
  const { code, shown } = await converse(["source", "queue"], [], { cwd: folder, env });
  const place = join(realpathSync(folder), "node_modules", RUNTIME_NAME, "src/queue");
  expect([code, shown.trim()]).toEqual([0, `${place}\nopened with --wait: ${place}`]);
});
