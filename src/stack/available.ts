import { AegisError } from "../errors.ts";
import type { Catalog } from "./entry.ts";
import { entryOf } from "./stack.ts";
import type { Part } from "./words.ts";

/** Throws `stack-planned` when the part, or the option chosen of it, is not there yet. */
export function requireAvailable(catalog: Catalog, part: Part): void {
  const entry = entryOf(catalog, part.name);
  const options = [...entry.choices, ...entry.flags];
  const missing =
    entry.status === "planned"
      ? entry.name
      : options.find(
          (option) => option.status === "planned" && [part.choice, ...part.flags].includes(option.name),
        );
  if (missing === undefined) return;
  const word = typeof missing === "string" ? missing : `${entry.name}[${missing.name}]`;
  throw new AegisError("stack-planned", {
    message: `${word} is planned and not available yet.`,
    hint: `Leave it out for now; "aegis list" says what there is today.`,
    details: { planned: word },
  });
}
