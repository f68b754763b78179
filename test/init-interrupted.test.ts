import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis, filesBelow, quick, temporaryFolder } from "./command.ts";

const cwd = temporaryFolder();
await aegis(["init", "whole", ...quick], { cwd });
const whole = filesBelow(join(cwd, "whole"));

// From before the first line runs until after the last: the moments fall where they fall, the promise holds at each.
const moments = [1, 20, 35, 50, 60, 70, 80, 90, 100, 115, 130, 160];

test.each(moments.flatMap((after) => [["SIGINT", after] as const, ["SIGTERM", after] as const]))(
  "%s after %i ms leaves all or nothing",
  async (signal, after) => {
    const place = `${signal}-${after}`;
    await aegis(["init", "shop", "-o", place, ...quick], {
      cwd,
      meanwhile: (child) => setTimeout(() => child.kill(signal), after),
    });
    const left = filesBelow(join(cwd, place));
    expect(left.length === 0 || left.every((path) => path.startsWith("shop/"))).toBe(true);
    if (left.length > 0) expect(left.map((path) => path.replace("shop/", ""))).toEqual(whole);
    else expect(readdirSync(cwd)).not.toContain(place);
  },
);
