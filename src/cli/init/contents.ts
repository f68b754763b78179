import { runScript } from "../../project/package-manager.ts";
import type { Manifest } from "../../render/manifest.ts";
import { catalog } from "../../stack/catalog.ts";
import { gainsOf } from "../../stack/gains.ts";
import type { Proposal } from "../pipeline/proposal.ts";

/** What a new application brings with it. */
export interface Contents {
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly containers: readonly { name: string; gives: string }[];
  readonly commands: readonly { run: string; gives: string }[];
}

export function contentsOf({ after, rendered }: Proposal): Contents {
  const manifest: Manifest = JSON.parse(String(rendered.get("package.json")?.content));
  return {
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    containers: gainsOf(catalog, after, "containers").map(({ name, gives }) => ({ name, gives })),
    commands: gainsOf(catalog, after, "commands").map(({ name, gives }) => ({
      run: runScript(after.packageManager, name),
      gives,
    })),
  };
}
