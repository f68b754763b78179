import { join } from "node:path";
import { claimProofs } from "../../scripts/claim-proofs.ts";
import { templateFiles, templateWithProofs } from "../../scripts/template-files.ts";
import type { File, Files } from "../../src/render/file.ts";
import { render } from "../../src/render/render.ts";
import { catalog } from "../../src/stack/catalog.ts";
import { everyStack } from "../../src/stack/every-stack.ts";
import { packageManagers, type Stack } from "../../src/stack/stack.ts";
import { wordOf } from "../../src/stack/words.ts";

const APP = { name: "matrix-app" };
const TEMPLATE = join(import.meta.dirname, "../../template");
const template = templateFiles(TEMPLATE);

export interface Rendered {
  label: string;
  stack: Stack;
  /** Rendered when it is first looked at: there are many stacks, and most tests look at few. */
  readonly files: Files;
}

function labelOf({ parts, packageManager, nodePin }: Stack): string {
  const words = parts.map(wordOf).join(" ");
  return [words, packageManager, ...(nodePin ? ["own Node"] : [])].join(" · ");
}

function rendered(stack: Stack): Rendered {
  let files: Files | undefined;
  return {
    label: labelOf(stack),
    stack,
    get files() {
      files ??= render(template, catalog, stack, APP);
      return files;
    },
  };
}

/** The same stack with the generator's proofs on it, which no owner gets. */
export const withProofs = ({ label, stack }: Rendered): Rendered => ({
  label,
  stack,
  files: render(templateWithProofs(TEMPLATE), claimProofs(catalog), stack, APP),
});

/** Every stack that can be asked for today, with npm; installed, compiled and searched one by one. */
export const stacks: Rendered[] = everyStack(catalog).map(rendered);

const countFlags = ({ stack }: Rendered): number => stack.parts.flatMap(({ flags }) => flags).length;

/** The stacks with the fewest parts or with the most, the one with the most files, and then flags, last. No other is rendered for it. */
export function stacksWith(extreme: "fewest" | "most", among: readonly Rendered[] = stacks): Rendered[] {
  const counts = among.map(({ stack }) => stack.parts.length);
  const wanted = extreme === "most" ? Math.max(...counts) : Math.min(...counts);
  return among
    .filter(({ stack }) => stack.parts.length === wanted)
    .toSorted((one, other) => one.files.size - other.files.size || countFlags(one) - countFlags(other));
}

/** Stacks with every package manager and with a Node of its own: looked at as text only. */
export const variants = (among: readonly Rendered[]): Rendered[] =>
  packageManagers.flatMap((packageManager) =>
    [false, true].flatMap((nodePin) =>
      among.map(({ stack }) => rendered({ ...stack, packageManager, nodePin })),
    ),
  );

export function textOf(file: File | undefined): string {
  if (typeof file?.content !== "string") throw new Error("expected a text file");
  return file.content;
}
