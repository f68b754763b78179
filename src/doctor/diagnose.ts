import type { Application } from "./application.ts";
import { checkGit } from "./checks/git.ts";
import { checkDrift, checkMemory } from "./checks/memory.ts";
import { checkMigrations } from "./checks/migrations.ts";
import { checkNode } from "./checks/node.ts";
import { checkInstalled, checkLock, checkManager } from "./checks/packages.ts";
import { checkPort } from "./checks/port.ts";
import { checkRuntime } from "./checks/runtime.ts";
import { checkServers } from "./checks/servers.ts";
import { checkSecrets, checkSettings } from "./checks/settings.ts";
import { type Finding, findings } from "./finding.ts";

type Check = (application: Application) => Finding[] | Promise<Finding[]>;

/** Every check, in the order in which it is shown: those that later ones depend on come first. */
const checks: readonly (readonly [name: string, check: Check])[] = [
  ["node", checkNode],
  ["package-manager", checkManager],
  ["lockfile", checkLock],
  ["installed", checkInstalled],
  ["runtime", checkRuntime],
  ["settings", checkSettings],
  ["secrets", checkSecrets],
  ["port", checkPort],
  ["servers", checkServers],
  ["migrations", checkMigrations],
  ["aegis", checkMemory],
  ["drift", checkDrift],
  ["git", checkGit],
];

async function careful(name: string, check: Check, application: Application): Promise<Finding[]> {
  try {
    return await check(application);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      findings(name).problem(
        `This could not be looked at: ${reason}`,
        "Check the permissions of the folder.",
      ),
    ];
  }
}

/** Looks at everything at once. One look that fails is a finding of its own and keeps no other from being told. */
export async function diagnose(application: Application): Promise<Finding[]> {
  const found = await Promise.all(checks.map(([name, check]) => careful(name, check, application)));
  return found.flat();
}
