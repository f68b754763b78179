import { print, printJson } from "../../terminal/index.ts";

/** Prints a value as JSON, or as the text that `format` makes of it. */
export function respond(json: boolean | undefined, value: unknown, format: () => string): void {
  if (json) printJson(value);
  else print(format());
}
