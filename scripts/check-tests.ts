import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PLATFORM_CASES, TOOL_CASES } from "../test/suite/platform-cases.ts";
import { faultsOfTest } from "./tests/faults-of-test.ts";

// Part of `npm run check`: no test of the generator or of the template may be skipped unlisted, or depend on speed.
const root = fileURLToPath(new URL("..", import.meta.url));
const mayBeSkipped = new Set([...PLATFORM_CASES.map(({ file }) => file), ...TOOL_CASES]);
const files = globSync(
  "{src,scripts,runtime/src,test,bench,template/app,template/make,template/proofs,template/tests}/**/*.test.{ts,tsx}",
  {
    cwd: root,
    exclude: ["**/node_modules/**"],
  },
);
const faults = files.flatMap((file) =>
  faultsOfTest(readFileSync(`${root}/${file}`, "utf8"), mayBeSkipped.has(file)).map(
    ({ line, fault }) => `${file}:${line}: ${fault}`,
  ),
);
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 1;
}
