import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readDisk } from "./disk.ts";

test("a volume has a size, and part of it is used", async () => {
  const { used, total } = await readDisk(tmpdir());
  expect(used).toBeGreaterThanOrEqual(0);
  expect(total).toBeGreaterThan(used);
});

test("a folder that is still to be made is judged by the volume it will be on", async () => {
  const { total } = await readDisk(join(tmpdir(), "not", "made", "yet"));
  expect(total).toBe((await readDisk(tmpdir())).total);
});
