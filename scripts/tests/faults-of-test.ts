export interface TestFault {
  line: number;
  fault: string;
}

/** Poll options shorter than this are no runaway limit on a busy machine. */
const SHORTEST_RUNAWAY_LIMIT_MS = 30_000;

const SKIP_PATTERN = /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|skipIf|runIf|todo)\b/g;
const CLOCK_PATTERN = String.raw`(?:performance\.now\(\)|Date\.now\(\)|process\.hrtime)`;
const SPEED_PATTERNS = [
  // expect(performance.now() - begin), expect(Date.now() - begin)
  new RegExp(String.raw`\bexpect\([^;\n]*${CLOCK_PATTERN} -`, "g"),
  // expect(took).toBeLessThan(…)
  /\bexpect\([^;\n]*\b(?:took|elapsed|elapsedMs|duration|durationMs|ownTime)\b[^;\n]*\)\s*\.toBeLess\w+\(/g,
];
const PROCESSOR_TIME = /(?<!spyOn\(process, ")\bprocess\.(?:cpuUsage|hrtime)(?:\.bigint)?\(/g;
const POLL_OPTIONS = [
  /\{[^{}]*\btimeout: ?([\d_]+)[^{}]*\binterval:[^{}]*\}/g,
  /\{[^{}]*\binterval:[^{}]*\btimeout: ?([\d_]+)[^{}]*\}/g,
  /\bvi\.wait(?:For|Until)\((?:[^;]|;(?!\n\n))*?\btimeout: ?([\d_]+)/g,
];
/** A limit of a test's own, behind its function: `}, 90_000);`, or on a line of its own before the last one. */
const OWN_LIMITS = [
  /^( *)test\b[^\n]*\n(?:\1 [^\n]*\n|\n)*\1\}, ?\d[\d_]*\);/gm,
  /^( *)(?:test\b|\])[^\n]*\(\n(?:\1 [^\n]*\n|\n)*?\1 {2}\d[\d_]*,\n\1\);/gm,
];

/**
 * What is wrong with a test file, as far as its text tells: tests that may be skipped, and verdicts that depend on how
 * fast the machine is.
 */
export function faultsOfTest(text: string, mayBeSkipped: boolean): TestFault[] {
  const faults: TestFault[] = [];
  const add = (index: number, fault: string) =>
    void faults.push({ line: text.slice(0, index).split("\n").length, fault });
  if (!mayBeSkipped) {
    for (const { index } of text.matchAll(SKIP_PATTERN))
      add(
        index,
        "a test that may be skipped is listed in test/suite/platform-cases.ts; what a table of cases lacks is no test",
      );
  }
  for (const pattern of SPEED_PATTERNS)
    for (const { index } of text.matchAll(pattern))
      add(index, "the verdict depends on the machine's speed: test the cause, measure the figure in bench/");
  for (const { index } of text.matchAll(PROCESSOR_TIME))
    add(index, "processor time is measured in bench/, not in a test");
  for (const pattern of POLL_OPTIONS)
    for (const { index, 1: timeout = "" } of text.matchAll(pattern))
      if (Number(timeout.replaceAll("_", "")) < SHORTEST_RUNAWAY_LIMIT_MS)
        add(
          index,
          `wait for at least ${SHORTEST_RUNAWAY_LIMIT_MS} ms: a shorter limit fails on a busy machine`,
        );
  for (const pattern of OWN_LIMITS)
    for (const { index } of text.matchAll(pattern))
      add(
        index,
        "a test has no limit of its own: the runaway limit of the configuration ends one that hangs",
      );
  return faults;
}
