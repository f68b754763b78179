import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const IMPORT = /from "(\.[^"]+|#app\/[^"]+)"|import\("(\.[^"]+|#app\/[^"]+)"\)/g;
const PROCESS_OR_WAIT = /^(import|\}).* from "node:child_process"|\bvi\.wait(For|Until)\(|\bexpect\.poll\(/m;

/** What belongs to tests alone: what such a module starts, it starts for a test. */
const TEST_HELPER = /(^|\/)(proofs|tests?|testing|fixtures)\/|\.fixture\.ts$|\/test-server\.ts$/;

/** The tests of the generator. */
export const ROOT_TESTS = [
  "src/**/*.test.ts",
  "scripts/**/*.test.ts",
  "runtime/src/**/*.test.ts",
  "test/**/*.test.ts",
  "bench/*.test.ts",
] as const;

/** The tests of the template. */
export const TEMPLATE_TESTS = ["app/**/*.test.{ts,tsx}", "{proofs,tests}/**/*.test.ts"] as const;

/**
 * The test files that start processes or wait: such a file does so itself, or a helper of tests does that it imports. The
 * module that a test is named after counts as its helper.
 *
 * @param root the folder to which the paths are relative
 */
export function proofsIn(root: string, patterns: readonly string[]): string[] {
  const known = new Map<string, boolean>();

  function isProof(file: string, test: string): boolean {
    const before = known.get(file);
    if (before !== undefined) return before;
    // An import that leads back here adds nothing.
    known.set(file, false);
    const text = readFileSync(join(root, file), "utf8");
    const found =
      PROCESS_OR_WAIT.test(text) ||
      [...text.matchAll(IMPORT)].some(([, fixed, dynamic]) => {
        const target = targetOf(file, fixed ?? dynamic ?? "");
        const isHelper = TEST_HELPER.test(target) || target === test.replace(".test.", ".");
        return isHelper && existsSync(join(root, target)) && isProof(target, test);
      });
    known.set(file, found);
    return found;
  }

  const files = globSync([...patterns], { cwd: root, exclude: ["**/node_modules/**"] });
  return files.filter((file) => isProof(file, file)).toSorted();
}

/** The path of what a file imports by `name`. */
function targetOf(file: string, name: string): string {
  if (name.startsWith("#app/")) return name.slice(1);
  return relative("/", join("/", dirname(file), name));
}
