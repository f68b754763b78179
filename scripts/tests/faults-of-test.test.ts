import { expect, test } from "vitest";
import { faultsOfTest } from "./faults-of-test.ts";

// Put together from parts, since this file is checked too.
const SKIPPED = ["test", "skip"].join(".");
const WAIT = ["vi", "waitFor"].join(".");
const EXPECT = ["exp", "ect"].join("");
const TIMEOUT = ["time", "out"].join("");
const begin = "begin";
const clock = ["performance", "now()"].join(".");

const faults = (text: string, mayBeSkipped = false) => faultsOfTest(text, mayBeSkipped).length;

test("a skip is a fault unless the file is listed", () => {
  expect(faults(`${SKIPPED}("name", () => {});`)).toBe(1);
  expect(faults(`${SKIPPED}If(!server).each([1])("name", () => {});`)).toBe(1);
  expect(faults(`${SKIPPED}("name", () => {});`, true)).toBe(0);
  expect(faults('rule("skip");')).toBe(0);
});

test.each([
  `${EXPECT}(${clock} - ${begin}).toBeGreaterThan(1);`,
  `${EXPECT}((await outcome(redis)).took).toBeLessThan(500);`,
  `const ${begin} = ${["process", "cpuUsage"].join(".")}();`,
])("%s depends on speed", (text) => {
  expect(faults(text)).toBe(1);
});

test("a short limit of a wait is a fault, a runaway limit is none", () => {
  expect(faults(`const PATIENCE = { ${TIMEOUT}: 8_000, interval: 10 };`)).toBe(1);
  expect(faults(`const SOON = { interval: 5, ${TIMEOUT}: 8_000 };`)).toBe(1);
  expect(faults(`await ${WAIT}(() => ready(), { ${TIMEOUT}: 900 });`)).toBe(1);
  expect(faults(`await ${WAIT}(() => ready(), { ${TIMEOUT}: 60_000 });`)).toBe(0);
});

const OWN_LIMIT_MS = ["90", "000"].join("_");

test("a limit of a test's own is a fault, a number that something in it takes is none", () => {
  expect(faults(`test("name", async () => {\n  await done();\n}, ${OWN_LIMIT_MS});\n`)).toBe(1);
  expect(
    faults(
      `  test(\n    "name",\n    async () => {\n      await done();\n    },\n    ${OWN_LIMIT_MS},\n  );\n`,
    ),
  ).toBe(1);
  expect(faults(`test.each([\n  1,\n])(\n  "%s",\n  () => {},\n  ${OWN_LIMIT_MS},\n);\n`)).toBe(1);
  expect(faults(`test("name", () => {\n  every(() => {\n    look();\n  }, 20);\n});\n`)).toBe(0);
});

test("clocks that are compared with a moment are none", () => {
  expect(faults("expect(read).toBeLessThan(Date.now() + 1_000);")).toBe(0);
});
