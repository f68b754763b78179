import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stateOf, withState } from "../src/evolve/state.ts";
import { render } from "../src/render/render.ts";
import { catalog } from "../src/stack/catalog.ts";
import { version } from "../src/version.ts";
import { olderTemplate } from "../test/evolve/edits/older-template.ts";
import { largestStack, largestWords } from "./largest-stack.ts";
import { inEmptyFolder, ROOT, timeCommand } from "./processes.ts";
import { compare, tableOf } from "./ratio.ts";

// How long an application takes to change, without install and git: nothing but the command's own work.
const ROUND_COUNT = 15;
const AEGIS_COMMAND = join(ROOT, "bin/aegis.cjs");
const quick = ["--yes", "--no-install"];

const { components, services } = largestWords;
const words = [...components, ...services];
const names = words.map((word) => word.replace(/\[.*/, ""));

/** The largest application as an older template would have written it. */
function writeOlder(folder: string): void {
  const app = { name: "bench-app" };
  const files = withState(
    render(olderTemplate, catalog, largestStack, app),
    stateOf(version, catalog, largestStack, app),
  );
  for (const [path, { content }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function initialised(folder: string, list: readonly string[], kind: readonly string[]): string {
  timeCommand(
    AEGIS_COMMAND,
    ["init", "bench-app", ...quick, "--no-git", "-c", list.join(","), "-s", kind.join(",")],
    folder,
  );
  return join(folder, "bench-app");
}

const prepared = inEmptyFolder((folder) => folder);
const smallest = initialised(join(prepared), [], []);
const whole = initialised(
  inEmptyFolder((folder) => folder),
  components,
  services,
);
const older = inEmptyFolder((folder) => folder);
writeOlder(older);

/** Times a command in a fresh copy of an application; copying is not counted. */
const inCopyOf = (application: string, args: readonly string[]) => () =>
  inEmptyFolder((folder) => {
    cpSync(application, folder, { recursive: true });
    return timeCommand(AEGIS_COMMAND, args, folder);
  });

const contestants = [
  { name: "node -e 0", measure: () => timeCommand("-e", ["0"], ROOT) },
  { name: "aegis add, everything at once", measure: inCopyOf(smallest, ["add", ...words, ...quick]) },
  {
    name: "aegis remove, everything at once",
    measure: inCopyOf(whole, ["remove", ...names, "--cascade", ...quick]),
  },
  { name: "aegis update, largest stack", measure: inCopyOf(older, ["update", ...quick]) },
  { name: "aegis status, largest stack", measure: () => timeCommand(AEGIS_COMMAND, ["status"], whole) },
];

process.stdout.write(`${tableOf("Evolving", "ms", await compare(contestants, ROUND_COUNT))}\n`);
