import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a log that is redirected writes its further lines, and those of its children, there", () => {
  const script = `
    const { createLog, redirectLog } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)});
    const log = createLog({ name: "shop", level: "info", secrets: [], output: "stderr" });
    const child = log.child({ part: "a" });
    log.info("one");
    redirectLog(log, "stdout");
    log.info("two");
    child.info("three");`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
    { encoding: "utf8" },
  );
  const messages = (lines: string) => lines.split("\n").flatMap((line) => (line ? JSON.parse(line).msg : []));
  expect([messages(stderr), messages(stdout)]).toEqual([["one"], ["two", "three"]]);
});
