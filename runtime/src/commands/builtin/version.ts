import { print, printJson } from "../../terminal/index.ts";
import type { CommandContext, CommandModule } from "../command.ts";

/** `version`: shows the versions of the application and of Node. */
export const createVersionCommand = ({ name, version }: CommandContext): CommandModule => ({
  mutates: { version: false },
  configure(command) {
    command.option("--json", "answer in JSON").action(({ json }: { json?: boolean }) => {
      const node = process.versions.node;
      if (json) printJson({ name, version, node });
      else print(`${name} ${version}, Node ${node}`);
    });
  },
});
