// Loaded before the command: the process kills itself right before its n-th change to the disk.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.KILL_AT);
const folder = process.env.KILL_WITHIN ?? "";
let count = 0;

const changing = [
  "writeFileSync",
  "renameSync",
  "unlinkSync",
  "rmSync",
  "rmdirSync",
  "mkdirSync",
  "copyFileSync",
  "chmodSync",
];

for (const name of changing) {
  const original = fs[name];
  fs[name] = (...args) => {
    const touched = name === "renameSync" || name === "copyFileSync" ? args[1] : args[0];
    if (String(touched).startsWith(folder)) {
      count += 1;
      if (count === at) process.kill(process.pid, "SIGKILL");
    }
    return original.apply(fs, args);
  };
}
syncBuiltinESMExports();
process.on("exit", () => process.stderr.write(`changes: ${count}\n`));
