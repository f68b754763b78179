import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { apply } from "./apply.ts";
import type { Change, Plan } from "./plan.ts";

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "aegis-apply-"));
  folder = join(parent, "shop");
});
afterEach(() => rmSync(parent, { recursive: true }));

const change = (path: string, content: string, kind: Change["kind"] = "create"): Change => ({
  path,
  kind,
  before: kind === "replace" ? { content: "mine", executable: false } : "absent",
  file: { content, executable: path.endsWith(".sh") },
});
const by = (mayGoOn: () => Promise<void>) => ({ command: "init shop", mayGoOn });
const withoutInterruption = by(async () => {});
const plan: Plan = [change("app/a.ts", "a"), change("run.sh", "sh"), change("left.ts", "x", "keep")];

test("a folder that is not there yet appears whole", async () => {
  await apply(
    folder,
    plan,
    by(async () => {
      expect(existsSync(folder)).toBe(false);
    }),
  );
  expect(readFileSync(join(folder, "app/a.ts"), "utf8")).toBe("a");
  expect(statSync(join(folder, "run.sh")).mode & 0o111).not.toBe(0);
  expect(existsSync(join(folder, "left.ts"))).toBe(false);
  expect(readdirSync(parent)).toEqual(["shop"]);
});

test("folders above it are made, and taken away again when it is called off", async () => {
  const deep = join(parent, "one/two/shop");
  await expect(
    apply(
      deep,
      plan,
      by(() => Promise.reject(new Error("stop"))),
    ),
  ).rejects.toThrow("stop");
  expect(readdirSync(parent)).toEqual([]);
  await apply(deep, plan, withoutInterruption);
  expect(existsSync(join(deep, "run.sh"))).toBe(true);
});

test("into a folder that is there: what is replaced is gone, what is not named stays", async () => {
  mkdirSync(join(folder, "app"), { recursive: true });
  writeFileSync(join(folder, "app/a.ts"), "mine");
  writeFileSync(join(folder, "own.ts"), "own");
  await apply(folder, [change("app/a.ts", "theirs", "replace"), change("b.ts", "b")], withoutInterruption);
  expect(readFileSync(join(folder, "app/a.ts"), "utf8")).toBe("theirs");
  expect(readdirSync(folder).sort()).toEqual(["app", "b.ts", "own.ts"]);
});

test("a failure half-way leaves the folder as it was", async () => {
  mkdirSync(join(folder, "app"), { recursive: true });
  writeFileSync(join(folder, "app/a.ts"), "mine");
  const appears = by(async () => writeFileSync(join(folder, "late.ts"), "late"));
  const work = [change("app/a.ts", "theirs", "replace"), change("deep/b.ts", "b"), change("late.ts", "x")];
  await expect(apply(folder, work, appears)).rejects.toMatchObject({ code: "changed-meanwhile" });
  expect(readFileSync(join(folder, "app/a.ts"), "utf8")).toBe("mine");
  expect(readFileSync(join(folder, "late.ts"), "utf8")).toBe("late");
  expect(readdirSync(folder).sort()).toEqual(["app", "late.ts"]);
});

test("what is called off leaves the folder as it was", async () => {
  mkdirSync(folder);
  await expect(
    apply(
      folder,
      plan,
      by(() => Promise.reject(new Error("stop"))),
    ),
  ).rejects.toThrow("stop");
  expect(readdirSync(folder)).toEqual([]);
  expect(readdirSync(parent)).toEqual(["shop"]);
});

test("a folder under a file is refused with a sentence", async () => {
  writeFileSync(join(parent, "file"), "");
  await expect(apply(join(parent, "file/shop"), plan, withoutInterruption)).rejects.toMatchObject({
    code: "folder-not-a-folder",
  });
});
