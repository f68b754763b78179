import { wordOf } from "../../stack/words.ts";
import { colours } from "../../terminal/terminal.ts";
import type { Proposal } from "../pipeline/proposal.ts";
import { reportLines } from "../pipeline/report.ts";
import type { Contents } from "./contents.ts";

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

/** A new application to look at before it is written: what it is made of, where the others see what changes. */
export function previewLines(proposal: Proposal, contents: Contents): string[] {
  const { name, folder, after, notes, evolution } = proposal;
  const { dependencies, devDependencies, containers, commands } = contents;
  const { bold } = colours;
  const pairs = (items: readonly (readonly [string, string])[]) =>
    items.map(([item, gives]) => `  ${item.padEnd(19)} ${gives}`);
  return [
    `${bold(name)} in ${folder}`,
    ...wrapped(after.parts.map(wordOf), "  "),
    ...[...notes, ...reportLines(proposal)].map((line) => `  ${line}`),
    "",
    `${bold("Files")} ${evolution.plan.length}`,
    `${bold("Dependencies")} ${dependencies.length}, and ${devDependencies.length} for development`,
    ...wrapped(dependencies, "  "),
    `${bold("Containers")}`,
    ...pairs(containers.map((container) => [container.name, container.gives])),
    `${bold("Commands")}`,
    ...pairs(commands.map(({ run, gives }) => [run, gives])),
  ];
}
