import type { Command } from "@aegis-stack/runtime/commands";
import { formatTable, print, printJson } from "@aegis-stack/runtime/terminal";
import { overview } from "#app/services/overview/overview-service.ts";

/** Whether it changes something: commands that do are recorded in the audit log, where there is one. */
export const mutates = { overview: false };

export function configure(command: Command): void {
  command.option("--json", "answer in JSON").action(({ json }: { json?: boolean }) => {
    const report = overview.describe();
    if (json) return printJson(report);
    print(formatTable(Object.entries(report).map(([name, value]) => [name, [value].flat().join(", ")])));
  });
}
