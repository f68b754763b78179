import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { aegis, cleanEnvironment, temporaryFolder } from "../command.ts";
import { installManagers } from "../package-managers.ts";
import { createVendored, requireEditToRun, requireProduction } from "../vendor/proof.ts";

const managers = installManagers();
const commandOf = (manager: string): string => join(managers, manager);

test.each([
  ["pnpm", ["install", "--frozen-lockfile", "--prod"]],
  ["yarn", ["workspaces", "focus", "--production"]],
  ["bun", ["install", "--frozen-lockfile", "--production"]],
])("%s installs, checks, builds and starts a vendored application", async (manager, production) => {
  const folder = await createVendored(temporaryFolder(), manager, managers);
  await requireEditToRun(folder);
  await requireProduction(folder, [commandOf(manager), ...production]);
});

test.each(["pnpm", "yarn", "bun"])(
  "%s installs an application and what is added to it, in CI, too",
  async (manager) => {
    const cwd = temporaryFolder();
    const env = { CI: "true", PATH: `${managers}${delimiter}${cleanEnvironment().PATH}` };
    const words = ["init", "shop", "--yes", "--no-git", "--package-manager", manager];
    const made = await aegis(words, { cwd, env });
    expect(made.code, made.stderr).toBe(0);
    const grown = await aegis(["add", "worker", "--yes", "--force"], { cwd: join(cwd, "shop"), env });
    expect(grown.code, grown.stderr).toBe(0);
    expect(grown.stderr).toContain("Checked: types, lint and format");
  },
);

test("a vendored application passes its own tests", async () => {
  const folder = await createVendored(temporaryFolder(), "npm");
  writeFileSync(
    join(folder, "runtime/src/errors/own.test.ts"),
    'import { AppError } from "@aegis-stack/runtime/errors";\nimport { expect, test } from "vitest";\nimport { AppError as source } from "./index.ts";\n\ntest("one instance", () => {\n  expect(source).toBe(AppError);\n});\n',
  );
  const output = execFileSync("npm", ["test"], { cwd: folder, env: cleanEnvironment(), encoding: "utf8" });
  expect(output).toContain("runtime/src/errors/own.test.ts");
});
