import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "#app/core/constants.ts";

const PRELOAD = "app/entrypoints/preload.cjs";

/** Runs the preload in a copy of its folder below another one, as the scripts of package.json do. */
function runIn(name: string, ...args: string[]) {
  const above = mkdtempSync(join(tmpdir(), "odd-folder-"));
  onTestFinished(() => rmSync(above, { recursive: true, force: true }));
  const folder = join(above, name);
  mkdirSync(join(folder, "app/entrypoints"), { recursive: true });
  copyFileSync(join(ROOT, PRELOAD), join(folder, PRELOAD));
  for (const entrypoint of ["watch", "worker"])
    writeFileSync(join(folder, `app/entrypoints/${entrypoint}.ts`), "export {};");
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
}

test.each(["a#b", "a%41b", "100%"])(
  "a folder named %s is refused in a sentence, by dev and build",
  (name) => {
    for (const args of [[PRELOAD], ["--require", `./${PRELOAD}`, "app/entrypoints/watch.ts"]]) {
      const { status, stderr } = runIn(name, ...args);
      expect(status).toBe(1);
      expect(stderr).toMatch(/^The folder of this application holds "[#%]".*\nMove the application/);
    }
  },
);

test("what builds no pages runs there, and pages are built in every other folder", () => {
  expect(runIn("a%41b", "--require", `./${PRELOAD}`, "app/entrypoints/worker.ts").status).toBe(0);
  expect(runIn("ü (b) [c] {d}'e", PRELOAD).status).toBe(0);
});
