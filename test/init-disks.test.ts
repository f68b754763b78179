import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { aegis, quick } from "./command.ts";
import { smallDisk } from "./small-disk.ts";

const disk = smallDisk(200);

describe.skipIf(disk === null)("a disk of its own", () => {
  const cwd = disk?.folder ?? "";

  test.each(["shop", "one/two/shop"])("%s: full before all is written leaves nothing", async (path) => {
    const { code, stdout } = await aegis(["init", "shop", "-o", `${path}/..`, "--json", ...quick], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.code).toBe("disk-full");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("read-only is told in a sentence", async () => {
    disk?.readOnly();
    const { code, stderr } = await aegis(["init", "shop", ...quick], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("cannot be written (EROFS)");
    expect(readdirSync(cwd)).toEqual([]);
  });
});
