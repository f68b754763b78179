import { delimiter } from "node:path";

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
 * last, for a package manager that is nowhere else.
 */
export function machineEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !ofOuterNpm.test(name) && !/^path$/i.test(name),
  );
  const path = environment.PATH ?? environment.Path;
  const last = foldersOf(path).filter((folder) => ofNpm.test(folder));
  return { ...Object.fromEntries(kept), PATH: [machinePath(path), ...last].join(delimiter) };
}
