import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment, temporaryFolder } from "./command.ts";

function installCommands(dependencies: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies, allowScripts: { bun: true } }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund"], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: "pipe",
  });
  return join(folder, "node_modules/.bin");
}

/** The managers beside npm, from the registry, in a folder for the PATH. */
export const installManagers = (): string =>
  installCommands({ "@yarnpkg/cli-dist": "4.18.1", bun: "1.4.5", pnpm: "12.21.0" });

/** The file that is one version of npm, from the registry. */
export const installNpm = (version: string): string =>
  join(installCommands({ npm: version }), "../npm/bin/npm-cli.js");
