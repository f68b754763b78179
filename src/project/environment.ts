import { delimiter } from "node:path";
import { trustedPath } from "./executable.ts";

const ofNpm = /[\\/]node_modules[\\/]\.bin[\\/]*$|node-gyp-bin/;

const foldersOf = (path: string | undefined): string[] => (path ?? "").split(delimiter);

/** The folders in which the person's own shell would look for a command: without those that npx or npm put first. */
export function machinePath(path: string | undefined = process.env.PATH): string {
  return foldersOf(path)
    .filter((folder) => !ofNpm.test(folder))
    .join(delimiter);
}

// What npm tells a script about the package that it runs for; an npm of the application's own must not believe it.
const ofOuterNpm = /^npm_(package_|lifecycle_|config_local_prefix$|command$|execpath$|node_execpath$)/i;

/**
 * The environment for commands that run inside the application: as in the person's own shell. What npx put first comes
 * last, for a package manager that is nowhere else; what lies in the application itself is left out.
 */
export function machineEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
  application?: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !ofOuterNpm.test(name) && !/^path$/i.test(name),
  );
  const path = environment.PATH ?? environment.Path;
  const last = foldersOf(path).filter((folder) => ofNpm.test(folder));
  const whole = [machinePath(path), ...last].join(delimiter);
  return {
    ...Object.fromEntries(kept),
    PATH: application === undefined ? whole : trustedPath(whole, application),
  };
}

// A shell made for production leaves the development packages out, and an application cannot be developed without them.
const ofProduction = /^(NODE_ENV|npm_config_(omit|production|only))$/i;

/** Whether this environment would make an installation one for production. */
export function isForProduction(environment: NodeJS.ProcessEnv = process.env): boolean {
  return Object.entries(environment).some(
    ([name, value]) => ofProduction.test(name) && /production|dev|true/i.test(value ?? ""),
  );
}

/** The same for commands that install, set up, check or start the application in development. */
export function developmentEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
  application?: string,
): NodeJS.ProcessEnv {
  const kept = Object.entries(machineEnvironment(environment, application)).filter(
    ([name]) => !ofProduction.test(name),
  );
  return Object.fromEntries(kept);
}
