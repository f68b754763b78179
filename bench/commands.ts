import { join } from "node:path";
import { largestWords } from "./largest-stack.ts";
import { inEmptyFolder, ROOT, timeCommand } from "./processes.ts";
import { compare, tableOf } from "./ratio.ts";

// How long the command takes beside those that people would use instead, all without install and git.
const ROUND_COUNT = 15;
const AEGIS_COMMAND = join(ROOT, "bin/aegis.cjs");
const PEER_COMMANDS = join(ROOT, "bench/node_modules");

const vite = join(PEER_COMMANDS, "create-vite/index.js");
const betterT = join(PEER_COMMANDS, "create-better-t-stack/dist/cli.mjs");

const init = [
  ...["init", "bench-app", "--yes", "--no-install", "--no-git"],
  ...["--components", largestWords.components.join(",")],
  ...["--services", largestWords.services.join(",")],
];
const betterTInit = [...["bench-app", "--yes", "--no-git", "--no-install", "--disable-analytics"]];

const contestants = [
  { name: "node -e 0", measure: () => timeCommand("-e", ["0"], ROOT) },
  { name: "aegis --help", measure: () => timeCommand(AEGIS_COMMAND, ["--help"], ROOT) },
  {
    name: "aegis init, largest stack",
    measure: () => inEmptyFolder((folder) => timeCommand(AEGIS_COMMAND, init, folder)),
  },
  { name: "create-vite --help", measure: () => timeCommand(vite, ["--help"], ROOT) },
  {
    name: "create-vite, react-ts",
    measure: () =>
      inEmptyFolder((folder) =>
        timeCommand(vite, ["bench-app", "--template", "react-ts", "--no-interactive"], folder),
      ),
  },
  { name: "create-better-t-stack --help", measure: () => timeCommand(betterT, ["--help"], ROOT) },
  {
    name: "create-better-t-stack --yes",
    measure: () => inEmptyFolder((folder) => timeCommand(betterT, betterTInit, folder)),
  },
];

process.stdout.write(`${tableOf("Commands", "ms", await compare(contestants, ROUND_COUNT))}\n`);
