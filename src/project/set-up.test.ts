import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { setUp } from "./set-up.ts";

/** An application's folder, with a manager of ours first on the PATH. It lies outside, where a machine's own does. */
function folderWithManager(script: string): string {
  const [folder, machine] = [mkdtempSync(join(tmpdir(), "set-up-")), mkdtempSync(join(tmpdir(), "machine-"))];
  writeFileSync(join(machine, "npm"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv("PATH", `${machine}${delimiter}${process.env.PATH}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const each of [folder, machine]) rmSync(each, { recursive: true });
  });
  return folder;
}

const script = "db:generate";
const signal = new AbortController().signal;

test("runs the script in the application, by its manager", async () => {
  const folder = folderWithManager('echo "$@" > called.txt');
  await setUp({ folder, manager: "npm", script, signal });
  expect(readFileSync(join(folder, "called.txt"), "utf8")).toBe("run db:generate\n");
});

test("a script that fails is named, with what it said last and how to go on", async () => {
  const folder = folderWithManager("echo no table of that name; exit 3");
  await expect(setUp({ folder, manager: "npm", script, signal })).rejects.toMatchObject({
    code: "set-up-failed",
    message: expect.stringContaining("db:generate ended with 3"),
    hint: expect.stringContaining(`npm run db:generate in ${folder}`),
    details: { output: ["no table of that name"] },
  });
});

test("stopped, it says that the rest is there", async () => {
  const folder = folderWithManager("exec sleep 30");
  const stopping = new AbortController();
  stopping.abort("SIGTERM");
  await expect(setUp({ folder, manager: "npm", script, signal: stopping.signal })).rejects.toMatchObject({
    code: "interrupted",
  });
});
