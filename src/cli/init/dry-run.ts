import type { Change } from "../../evolve/plan.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import type { Proposal } from "./proposal.ts";

const sign: Record<Change["kind"], string> = {
  create: "+",
  replace: "~",
  merge: "~",
  delete: "-",
  keep: "=",
  conflict: "!",
  blocked: "!",
};

function diffLines({ path, file }: Change): string[] {
  if (typeof file.content !== "string") return [`Binary file b/${path}`];
  const lines = file.content.replace(/\n$/, "").split("\n");
  const head = ["--- /dev/null", `+++ b/${path}`, `@@ -0,0 +1,${lines.length} @@`];
  return [...head, ...lines.map((line) => colours.green(`+${line}`))];
}

/** Shows every file that would be written, and its text when asked for. */
export function showDryRun(terminal: Terminal, proposal: Proposal, withText: boolean): void {
  for (const change of proposal.plan) {
    terminal.say(`${sign[change.kind]} ${change.path}${change.kind === "create" ? "" : ` (${change.kind})`}`);
  }
  if (withText) {
    for (const change of proposal.plan) {
      terminal.say();
      terminal.say(diffLines(change).join("\n"));
    }
  }
  terminal.say();
  terminal.say(`${proposal.plan.length} files for ${proposal.folder}. Nothing was written.`);
}
