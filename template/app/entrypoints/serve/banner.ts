import { styleText } from "node:util";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";
import type { Listening } from "./listen.ts";

export interface BannerOptions extends Listening {
  /** Whether the operations pages are closed, as they are in production without a password. */
  closed: boolean;
  /** What else is worth knowing, a sentence each. */
  notes?: readonly string[];
}

/** What a person who has just started the server wants to know. */
export function banner({ url, local, insteadOf, closed, notes = [] }: BannerOptions): string {
  const line = (label: string, text: string, note = "") =>
    `  ${styleText("dim", label.padEnd(14))}${text}${note && styleText("dim", `  ${note}`)}`;
  const address = (path: string) => styleText("cyan", `${url}${path}`);
  const note = closed ? "closed until OVERSEER_PASSWORD is set" : "";
  return [
    "",
    `  ${styleText("bold", APP_NAME)} ${APP_VERSION}`,
    "",
    line("Application", address("")),
    line("Overseer", address("/overseer"), note),
    line("API reference", address("/docs"), note),
    "",
    ...(insteadOf === undefined ? [] : [`  Port ${insteadOf} is taken, so this is the next free one.`]),
    ...notes.map((text) => `  ${text}`),
    local ? "  Only this machine can reach it." : "  Everyone in its networks can reach it.",
    "",
    "",
  ].join("\n");
}
