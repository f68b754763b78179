import type { Command } from "@aegis-stack/runtime/commands";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";
import { print, printJson } from "./terminal.ts";

export const mutates = { version: false };

export function configure(command: Command): void {
  command.option("--json", "answer in JSON").action(({ json }: { json?: boolean }) => {
    const versions = { name: APP_NAME, version: APP_VERSION, node: process.versions.node };
    if (json) printJson(versions);
    else print(`${APP_NAME} ${APP_VERSION}, Node ${versions.node}`);
  });
}
