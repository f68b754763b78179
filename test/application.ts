import { join } from "node:path";
import { claimProofs } from "../scripts/claim-proofs.ts";
import { templateWithProofs } from "../scripts/template-files.ts";
import { render } from "../src/render/render.ts";
import { everyStack } from "../src/stack/every-stack.ts";
import { wholeCatalog } from "../src/stack/fixtures/whole-catalog.ts";
import type { Stack } from "../src/stack/stack.ts";
import { wordOf } from "../src/stack/words.ts";
import { createWorkspace } from "./matrix/workspace.ts";

/** The application with exactly these words and the proofs, where its processes can be started. */
export function application(words: readonly string[]): string {
  const template = templateWithProofs(join(import.meta.dirname, "../template"));
  const wordsOf = ({ parts }: Stack) => parts.map(wordOf).slice(3);
  const stack = everyStack(wholeCatalog).find((made) => `${wordsOf(made)}` === `${words}`);
  if (stack === undefined) throw new Error(`no stack of ${words}`);
  const files = render(template, claimProofs(wholeCatalog), stack, { name: "proof-app" });
  return createWorkspace({ label: `${words}`, stack, files });
}
