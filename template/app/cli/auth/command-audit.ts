import type { Command, CommandAudit, CommandModule } from "@aegis-stack/runtime/commands";
import { isNotKept, type TypedCommand, typedCommand } from "./typed-command.ts";

/** Records the command that `program` is about to run, once it has ended. One that changes nothing is not recorded. */
export function auditCommand(program: Command): CommandAudit {
  let typed: TypedCommand | undefined;
  let declared: CommandModule["mutates"];
  program.hook("preAction", (_program, command) => {
    typed = typedCommand(command, declared);
  });

  async function record(outcome: "done" | "failed"): Promise<void> {
    if (!typed?.mutates) return;
    // Imported late: most commands change nothing.
    const { keepDeed } = await import("./keep-deed.ts");
    await keepDeed(typed, outcome);
  }

  return {
    declare(mutates) {
      declared = mutates;
    },
    succeeded: () => record("done"),
    async failed(error) {
      if (!isNotKept(error)) await record("failed");
    },
  };
}
