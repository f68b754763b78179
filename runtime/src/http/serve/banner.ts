import { styleText } from "node:util";
import type { ListeningAddress } from "./listen.ts";

/** What the banner says. */
export interface BannerOptions extends ListeningAddress {
  /** The name of the application. */
  readonly name: string;
  /** The version of the application. */
  readonly version: string;
  /** Who may see the operations pages; empty where everyone may. */
  readonly access: string;
  /** What else is worth knowing, one sentence each. */
  readonly notes?: readonly string[];
}

/** Formats what a developer who has just started the server needs. */
export function formatBanner({
  name,
  version,
  url,
  isLocal,
  insteadOf,
  access,
  notes = [],
}: BannerOptions): string {
  const line = (label: string, text: string, note = "") =>
    `  ${styleText("dim", label.padEnd(14))}${text}${note && styleText("dim", `  ${note}`)}`;
  const address = (path: string) => styleText("cyan", `${url}${path}`);
  return [
    "",
    `  ${styleText("bold", name)} ${version}`,
    "",
    line("Application", address("")),
    line("Overseer", address("/overseer"), access),
    line("API reference", address("/docs"), access),
    "",
    ...(insteadOf === undefined ? [] : [`  Port ${insteadOf} is taken, so this is the next free one.`]),
    ...notes.map((text) => `  ${text}`),
    isLocal ? "  Only this machine can reach it." : "  Everyone in its networks can reach it.",
    "",
    "",
  ].join("\n");
}
