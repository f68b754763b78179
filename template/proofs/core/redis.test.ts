import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

const url = process.env.TEST_REDIS_SERVER ?? "";

describe.skipIf(!url)("a prefix", () => {
  test("that two checkouts on one machine share is warned of by the process that starts second", async () => {
    const prefix = `${process.env.REDIS_PREFIX}-${randomBytes(4).toString("hex")}`;
    const first = await checkout(prefix);
    await first.says("has started");
    const second = await checkout(prefix);
    await second.says("has started");
    expect(second.output()).toContain(`Another application uses the prefix ${prefix}`);
    expect(second.output()).toContain(first.folder);
    expect(first.output()).not.toContain("Another application");
  });
});

/** A process of a copy of this application in development, as two checkouts of it would be. */
async function checkout(prefix: string) {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  for (const name of ["app", "package.json", "node_modules"])
    symlinkSync(join(ROOT, name), join(folder, name));
  const program = `
    import { run } from "@aegis-stack/runtime/application";
    const start = async () => {
      setInterval(() => {}, 1_000);
      process.stdout.write("has started\\n");
    };
    await run("web", () => import("#app/application.ts"), {
      web: async () => ({ web: { create: () => ({ name: "up", start }) } }),
    });`;
  const child = spawn(process.execPath, ["--preserve-symlinks", "--input-type=module", "-e", program], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "development", LOG_LEVEL: "info", REDIS_URL: url, REDIS_PREFIX: prefix },
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    rmSync(folder, { recursive: true, force: true });
  });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (output += data));
  return {
    folder,
    output: () => output,
    async says(text: string) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`ended without saying ${text}: ${output}`);
        await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), once(child, "close")]);
      }
    },
  };
}
