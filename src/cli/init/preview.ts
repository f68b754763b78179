import { pathsOf } from "../../evolve/plan.ts";
import { appFloor, isTooOld } from "../../project/node.ts";
import { runScript } from "../../project/package-manager.ts";
import { catalog } from "../../stack/catalog.ts";
import { gainsOf } from "../../stack/gains.ts";
import type { Stack } from "../../stack/stack.ts";
import { wordOf } from "../../stack/words.ts";
import { colours } from "../../terminal/terminal.ts";
import type { Proposal } from "./proposal.ts";

export interface Preview {
  readonly parts: readonly string[];
  readonly additions: readonly string[];
  readonly notes: readonly string[];
  readonly files: number;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly containers: readonly { name: string; gives: string }[];
  readonly commands: readonly { run: string; gives: string }[];
}

function sentenceAboutNode({ nodePin, packageManager }: Stack, node: string | null): string {
  const found = node === null ? "no Node" : `Node ${node}`;
  const needs = `it needs ${appFloor} or later and this machine has ${found}`;
  if (nodePin) return `The application brings its own Node 24: ${needs}.`;
  return `Install Node 24 before you run the application: ${needs}, and ${packageManager} cannot install one into it.`;
}

/** What making this application means, for a person or a program to look at before anything is written. */
export function previewOf(proposal: Proposal, node: string | null): Preview {
  const { stack, manifest, plan } = proposal;
  return {
    parts: stack.parts.map(wordOf),
    additions: stack.additions.map((addition) => addition.sentence),
    notes: isTooOld(node) ? [sentenceAboutNode(stack, node)] : [],
    files:
      pathsOf(plan, "create").length + pathsOf(plan, "replace").length + pathsOf(plan, "conflict").length,
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    containers: gainsOf(catalog, stack, "containers").map(({ name, gives }) => ({ name, gives })),
    commands: gainsOf(catalog, stack, "commands").map(({ name, gives }) => ({
      run: runScript(stack.packageManager, name),
      gives,
    })),
  };
}

const width = 72;

function wrapped(names: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const name of names) {
    const longer = line === "" ? name : `${line}, ${name}`;
    if (longer.length > width && line !== "") {
      lines.push(`${indent}${line},`);
      line = name;
    } else line = longer;
  }
  return [...lines, `${indent}${line}`];
}

export function previewLines(proposal: Proposal, preview: Preview): string[] {
  const { bold } = colours;
  const pairs = (items: readonly (readonly [string, string])[]) =>
    items.map(([name, gives]) => `  ${name.padEnd(19)} ${gives}`);
  return [
    `${bold(proposal.name)} in ${proposal.folder}`,
    ...wrapped(preview.parts, "  "),
    ...[...preview.additions, ...preview.notes].map((sentence) => `  ${sentence}`),
    "",
    `${bold("Files")} ${preview.files}`,
    `${bold("Dependencies")} ${preview.dependencies.length}, and ${preview.devDependencies.length} for development`,
    ...wrapped(preview.dependencies, "  "),
    `${bold("Containers")}`,
    ...pairs(preview.containers.map(({ name, gives }) => [name, gives])),
    `${bold("Commands")}`,
    ...pairs(preview.commands.map(({ run, gives }) => [run, gives])),
  ];
}
