import type { Back, Prompts } from "../../terminal/prompts.ts";
import { type Interruption, interrupted } from "../interruption.ts";

/** The questions of this terminal. Their library is only loaded when there is something to ask. */
export async function openPrompts({ signal }: Interruption): Promise<Prompts> {
  const { createPrompts } = await import("../../terminal/prompts.ts");
  const { stdin: input, stdout: output } = process;
  return createPrompts({ input, output, signal, onStop: interrupted });
}

/** Asks whether what was shown shall be written; `back`, where there is a question before, by its choice or by Escape. */
export async function askToWrite(
  prompts: Prompts,
  canGoBack: boolean,
): Promise<"yes" | "no" | "back" | Back> {
  const toGoBack = {
    value: "back",
    label: "Back",
    hint: "to the question before; Escape does the same",
  } as const;
  return prompts.one("Write it?", [
    { value: "yes", label: "Yes" },
    ...(canGoBack ? [toGoBack] : []),
    { value: "no", label: "No", hint: "leave, nothing is written" },
  ]);
}
