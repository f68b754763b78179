import { join, relative } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { unexpectedSkips } from "./unexpected-skips.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Fails a run in which a test was skipped that is no case of the platform. Only whole runs are judged. */
export default class SkipReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#vitest?.config.testNamePattern) return;
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests("skipped")].map(({ fullName }) => ({
        file: relative(ROOT, module.moduleId),
        name: fullName,
      })),
    );
    const unexpected = unexpectedSkips(skipped);
    if (unexpected.length === 0) return;
    const lines = unexpected.map(({ file, name }) => `  ${file} > ${name}`);
    process.stderr.write(
      `\n${unexpected.length} tests were skipped that are not listed in test/suite/platform-cases.ts:\n${lines.join("\n")}\n`,
    );
    process.exitCode = 1;
  }
}
