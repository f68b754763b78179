import type { Preview } from "./preview.ts";
import type { Proposal } from "./proposal.ts";
import { reproducingCommand } from "./reproduce.ts";

export interface Outcome {
  readonly written: boolean;
  readonly installed: boolean;
  readonly committed: boolean;
  readonly notes: readonly string[];
}

/** The one object that --json prints. */
export function resultOf(proposal: Proposal, preview: Preview, outcome: Outcome, withText: boolean) {
  const { name, folder, state, plan } = proposal;
  const { aegis, components, services, packageManager, nodePin } = state;
  return {
    aegis,
    name,
    folder,
    stack: { parts: preview.parts, components, services, packageManager, nodePin },
    additions: preview.additions,
    ...outcome,
    files: plan.map(({ path, kind, file }) => ({
      path,
      change: kind,
      ...(withText && typeof file.content === "string" ? { text: file.content } : {}),
    })),
    dependencies: preview.dependencies,
    devDependencies: preview.devDependencies,
    containers: preview.containers,
    commands: preview.commands,
    command: reproducingCommand(state),
  };
}
