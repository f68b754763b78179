import { styleText } from "node:util";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";
import type { Listening } from "./listen.ts";

export interface BannerOptions extends Listening {
  /** Who may see the operations pages; empty where everyone may. */
  access: string;
  /** What else is worth knowing, a sentence each. */
  notes?: readonly string[];
}

/** What a person who has just started the server wants to know. */
export function banner({ url, local, insteadOf, access, notes = [] }: BannerOptions): string {
  const line = (label: string, text: string, note = "") =>
    `  ${styleText("dim", label.padEnd(14))}${text}${note && styleText("dim", `  ${note}`)}`;
  const address = (path: string) => styleText("cyan", `${url}${path}`);
  return [
    "",
    `  ${styleText("bold", APP_NAME)} ${APP_VERSION}`,
    "",
    line("Application", address("")),
    line("Overseer", address("/overseer"), access),
    line("API reference", address("/docs"), access),
    "",
    ...(insteadOf === undefined ? [] : [`  Port ${insteadOf} is taken, so this is the next free one.`]),
    ...notes.map((text) => `  ${text}`),
    local ? "  Only this machine can reach it." : "  Everyone in its networks can reach it.",
    "",
    "",
  ].join("\n");
}
