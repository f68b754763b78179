import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { readStoredSecret } from "./stored-secret.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "stored-secret-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("without one, one is made that only its owner can read, and it stays", () => {
  const file = join(folder(), "data/secret");
  const made = readStoredSecret(file);
  expect(made).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readStoredSecret(file)).toBe(made);
});

test("a file that holds no secret gets one", () => {
  const file = join(folder(), "secret");
  writeFileSync(file, "short");
  const made = readStoredSecret(file);
  expect(made.length).toBeGreaterThan(40);
  expect(readFileSync(file, "utf8").trim()).toBe(made);
});

test("where nothing can be written, the system's error says so", () => {
  const file = join(folder(), "a-file");
  writeFileSync(file, "");
  expect(() => readStoredSecret(join(file, "secret"))).toThrow(/ENOTDIR|EEXIST/);
});

test("processes that begin at once have one secret", async () => {
  const file = join(folder(), "secret");
  const script = `import { readStoredSecret } from "./stored-secret.ts"; process.stdout.write(readStoredSecret(process.argv[1]));`;
  const run = async () => {
    const env = { PATH: process.env.PATH, NODE_ENV: "test" };
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script, file], {
      cwd: import.meta.dirname,
      env,
    });
    const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return said;
  };
  const said = await Promise.all([run(), run(), run()]);
  expect(new Set(said)).toEqual(new Set([readFileSync(file, "utf8").trim()]));
});
