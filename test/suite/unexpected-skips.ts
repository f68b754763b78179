import { PLATFORM_CASES } from "./platform-cases.ts";

export interface SkippedTest {
  /** Its path in the repository. */
  file: string;
  name: string;
}

/** The skipped tests that are no case of the platform. */
export const unexpectedSkips = (skipped: readonly SkippedTest[]): SkippedTest[] =>
  skipped.filter(
    ({ file, name }) => !PLATFORM_CASES.some((known) => known.file === file && name.includes(known.name)),
  );
