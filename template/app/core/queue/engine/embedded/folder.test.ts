import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import { expect, onTestFinished, test } from "vitest";
import { createEmbeddedEngine } from "./create.ts";
import { own } from "./owner.ts";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "queue-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test("a folder that another process has is refused with a sentence", async () => {
  const mine = folder();
  // Process 1 lives for as long as the machine does.
  writeFileSync(join(mine, "owner"), "1\n");
  const error = await createEmbeddedEngine(mine)
    .open()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "queue.folder-in-use" });
});

test("a folder that a dead process left is taken over, and given free at the end", () => {
  const mine = folder();
  writeFileSync(join(mine, "owner"), "999999999\n");
  own(mine).release();
  own(mine).release();
});

test("a folder that cannot be read is one sentence, and the process goes on", async () => {
  const mine = folder();
  writeFileSync(join(mine, "pgdata"), "no folder");
  const error = await createEmbeddedEngine(mine)
    .open()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "queue.folder-unreadable" });
  expect(String(error)).not.toContain("\n");
});
