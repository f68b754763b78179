import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { AppError } from "../../errors/index.ts";
import { createTestEngine } from "./engine.fixture.ts";
import { claimFolder } from "./owner.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "queue-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("a folder that another process has open is refused", async () => {
  const mine = folder();
  // Process 1 runs for as long as the machine does.
  writeFileSync(join(mine, "owner"), "1\n");
  const error = await createTestEngine(mine)
    .open()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "queue.folder-in-use" });
});

test("a folder of a dead process is claimed, and released at the end", () => {
  const mine = folder();
  writeFileSync(join(mine, "owner"), "999999999\n");
  claimFolder(mine).release();
  claimFolder(mine).release();
});

test("a folder that cannot be read is reported in one sentence, and the process continues", async () => {
  const mine = folder();
  writeFileSync(join(mine, "pgdata"), "no folder");
  const error = await createTestEngine(mine)
    .open()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "queue.folder-unreadable" });
  expect(String(error)).not.toContain("\n");
});
