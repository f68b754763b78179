// One small run of every kind of step, in a process of its own so that it can be killed at each of them.
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { apply } from "../../../src/evolve/apply.ts";
import { readFound } from "../../../src/evolve/folder.ts";
import type { Change, ChangeKind } from "../../../src/evolve/plan.ts";
import type { Ending } from "../../../src/evolve/transaction/journal.ts";

const [folder = "", ending = "done", meanwhile = ""] = process.argv.slice(2);

const change = (path: string, kind: ChangeKind, content: string): Change => ({
  path,
  kind,
  file: { content, executable: path.endsWith(".sh") },
  before: readFound(folder, path),
});

const plan = [
  change("app/new/deep.ts", "create", "new\n"),
  change("app/run.sh", "replace", "#!/bin/sh\n"),
  change("app/old/gone.ts", "delete", ""),
  change("late.ts", "merge", "both\n"),
  change("aegis.json", "replace", "{}\n"),
];

function isEnding(word: string): word is Ending {
  return word === "done" || word === "hold" || word === "release";
}
if (!isEnding(ending)) throw new Error(`${ending} is no ending`);

await apply(folder, plan, {
  command: "small run",
  ending,
  leaves: ["app/old"],
  beside: new Map([["conflicts.json", { content: "{}\n", executable: false }]]),
  // The owner saves a file in the very moment: the run has to be taken back.
  mayGoOn: async () => {
    if (meanwhile === "edited") appendFileSync(join(folder, "late.ts"), "edited meanwhile\n");
  },
}).catch((error: unknown) => {
  process.stdout.write(String(error));
});
