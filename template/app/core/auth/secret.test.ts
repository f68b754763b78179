import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";
import { authSecret } from "./secret.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "auth-secret-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("what is set is taken, and nothing is written", () => {
  const place = folder();
  expect(authSecret("given", join(place, "secret"))).toBe("given");
  expect(readdirSync(place)).toEqual([]);
});

test("without one, one is made that only its owner can read, and it stays", () => {
  const file = join(folder(), "data/secret");
  const made = authSecret(undefined, file);
  expect(made).toMatch(/^[\w-]{43}$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(authSecret(undefined, file)).toBe(made);
});

test("a file that holds no secret gets one", () => {
  const file = join(folder(), "secret");
  writeFileSync(file, "short");
  const made = authSecret(undefined, file);
  expect(made.length).toBeGreaterThan(40);
  expect(readFileSync(file, "utf8").trim()).toBe(made);
});

test("where nothing can be written, the system's error says so", () => {
  const file = join(folder(), "a-file");
  writeFileSync(file, "");
  expect(() => authSecret(undefined, join(file, "secret"))).toThrow(/ENOTDIR|EEXIST/);
});

test("processes that begin at once have one secret", async () => {
  const file = join(folder(), "secret");
  const script = `import { authSecret } from "#app/core/auth/secret.ts"; process.stdout.write(authSecret(undefined, process.argv[1]));`;
  const run = async () => {
    const env = { PATH: process.env.PATH, NODE_ENV: "test" };
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script, file], {
      cwd: ROOT,
      env,
    });
    const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return said;
  };
  const said = await Promise.all([run(), run(), run()]);
  expect(new Set(said)).toEqual(new Set([readFileSync(file, "utf8").trim()]));
});
