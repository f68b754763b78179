import type { Command } from "@aegis-stack/runtime/commands";
import { print, printJson } from "@aegis-stack/runtime/terminal";
import { sampleItemService } from "#app/services/sample-item/sample-item-service.ts";

export const mutates = { "sample-item": false };

export function configure(command: Command): void {
  command.option("--json", "answer in JSON").action(({ json }: { json?: boolean }) => {
    const overview = sampleItemService.overview(); // aegis:service
    // const overview = { name: "sample-item", at: new Date().toISOString() }; // aegis:!service
    if (json) printJson(overview);
    else print(`${overview.name}, as of ${overview.at}`);
  });
}
