import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { recover } from "../../src/evolve/transaction/recover.ts";
import { aegis, cleanEnvironment, entry, filesBelow, quick, temporaryFolder } from "../command.ts";
import { inFullOr } from "../suite/sample.ts";

const inFaults = (name: string) => fileURLToPath(new URL(`./faults/${name}`, import.meta.url));
const cwd = temporaryFolder();

/** Runs a program so that it is killed, as by `kill -9`, right before its n-th change below a folder; 0 is never. */
function killedAt(at: number, program: string, args: readonly string[], folder: string) {
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    ["--import", inFaults("kill-at.mjs"), program, ...args],
    {
      cwd: existsSync(folder) ? folder : cwd,
      encoding: "utf8",
      env: { ...cleanEnvironment(), KILL_AT: String(at), KILL_WITHIN: folder },
    },
  );
  return { status, signal, changes: Number(/changes: (\d+)/.exec(stderr)?.[1]) };
}

const hashOf = (content: Uint8Array | string) =>
  createHash("sha256").update(content).digest("hex").slice(0, 12);

/** Every file with its mode and content. */
const treeOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    filesBelow(folder).map((path) => {
      const place = join(folder, path);
      return [`${path} ${statSync(place).mode.toString(8)}`, hashOf(readFileSync(place))];
    }),
  );

function smallApplication(name: string): string {
  const folder = join(cwd, name);
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("aegis.json", '{ "old": true }\n');
  write("app/run.sh", "#!/bin/bash\n");
  chmodSync(join(folder, "app/run.sh"), 0o444);
  write("app/old/gone.ts", "gone\n");
  write("late.ts", "ours\n");
  write("own.ts", "own\n");
  write(".aegis/base", "base\n");
  write(".aegis/pending/conflicts.json", "{}\n");
  return folder;
}

const kinds = [
  { name: "a run", args: ["done"] },
  { name: "a run that is taken back", args: ["done", "edited"] },
  { name: "a run that stops with conflicts", args: ["hold"] },
  { name: "a run that ends conflicts", args: ["release"] },
] as const;

describe.each(kinds)("$name, killed before each of its changes to the disk", ({ name, args }) => {
  const start = smallApplication(`small ${name}`);
  if (args[0] === "hold") rmSync(join(start, ".aegis/pending"), { recursive: true });
  const before = treeOf(start);
  const whole = join(cwd, `small ${name} whole`);
  cpSync(start, whole, { recursive: true });
  const { changes } = killedAt(0, inFaults("small-run.ts"), [whole, ...args], whole);
  const after = treeOf(whole);
  const edited = { ...before, "late.ts 100644": hashOf("ours\nedited meanwhile\n") };
  const isTakenBack = args.length === 2;

  test("is all there, or nothing of it is, after the next command", () => {
    expect(changes).toBeGreaterThan(20);
    expect(after).toEqual(isTakenBack ? edited : after);
    for (let at = 1; at <= changes; at++) {
      const folder = join(cwd, `small ${name} ${at}`);
      cpSync(start, folder, { recursive: true });
      const killed = killedAt(at, inFaults("small-run.ts"), [folder, ...args], folder);
      expect(killed.signal, `at ${at}`).toBe("SIGKILL");
      let message = "";
      try {
        recover(folder);
      } catch (error) {
        message = String(error);
      }
      const tree = treeOf(folder);
      if (isTakenBack && message !== "") {
        // Killed between the journal and the step that would have noticed: nothing is guessed, the owner is asked.
        expect(message).toContain("late.ts is not what it was when aegis began to write");
        expect(tree[`late.ts 100644`]).toBe(edited["late.ts 100644"]);
      } else {
        expect([before, after, edited], `at ${at}`).toContainEqual(tree);
        expect(existsSync(join(folder, ".aegis/writing"))).toBe(false);
      }
      rmSync(folder, { recursive: true });
    }
  });
});

await aegis(["init", "shop", ...quick], { cwd });
writeFileSync(join(cwd, "shop/own.ts"), "export const own = 1;\n");
const small = [...quick, "--force", "-o", ".."];

const commands = [
  { name: "add", before: [], args: ["add", "scheduler[database]", "worker", "--no-install"] },
  {
    name: "remove",
    before: ["add", "scheduler[database]", "worker", "--no-install"],
    args: ["remove", "database", "scheduler", "worker", "redis", "--no-install", "--yes"],
  },
  { name: "init", before: null, args: ["init", "init-start", ...small] },
] as const;

describe.each(commands)("$name itself", ({ name, before, args }) => {
  const start = join(cwd, `${name}-start`);
  if (before === null) mkdirSync(start);
  else {
    cpSync(join(cwd, "shop"), start, { recursive: true });
    if (before.length > 0) killedAt(0, entry, before, start);
  }
  const old = treeOf(start);
  const whole = join(cwd, `whole/${name}-start`);
  cpSync(start, whole, { recursive: true });
  const { changes } = killedAt(0, entry, args, whole);
  const fresh = treeOf(whole);

  test("killed anywhere, run again, ends as if it had never been killed", () => {
    expect(changes).toBeGreaterThan(200);
    const shares = inFullOr([0.2, 0.4, 0.6, 0.7, 0.8, 0.9], [0.5, 0.8]);
    const moments = shares.map((share) => Math.floor(share * changes));
    for (const at of [2, 5, ...moments, changes - 3, changes]) {
      const folder = join(cwd, `${name}-${at}/${name}-start`);
      cpSync(start, folder, { recursive: true });
      expect(killedAt(at, entry, args, folder).signal, `at ${at}`).toBe("SIGKILL");
      const again = killedAt(0, entry, args, folder);
      // Finished, an init finds an application where it wanted to write one.
      expect(again.status === 0 || name === "init", `at ${at}`).toBe(true);
      expect([old, fresh]).toContainEqual(treeOf(folder));
      expect(treeOf(folder)).toEqual(fresh);
      rmSync(folder, { recursive: true });
    }
  });
});

test("what a killed init leaves beside its folder is gone with the next one", async () => {
  const parent = join(cwd, "beside");
  mkdirSync(parent);
  const killed = killedAt(60, entry, ["init", "young", ...quick, "-o", parent], parent);
  expect(killed.signal).toBe("SIGKILL");
  expect(filesBelow(parent).every((path) => path.startsWith(".young.aegis-"))).toBe(true);
  expect((await aegis(["init", "young", ...quick], { cwd: parent })).code).toBe(0);
  expect(filesBelow(parent).every((path) => path.startsWith("young/"))).toBe(true);
});
