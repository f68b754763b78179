import { readFileSync } from "node:fs";
import { concerning, parseChangelog, renamedSettings } from "../../changelog/changelog.ts";
import { describeSettingsChange } from "../../changelog/settings.ts";
import { readTemplate } from "../../render/archive.ts";
import { render } from "../../render/render.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { version } from "../../version.ts";
import type { Opened } from "../pipeline/proposal.ts";
import { evolveProject } from "./evolve.ts";
import type { EvolveFlags } from "./flags.ts";

const settingsPath = ".env.example";

/** All that is rendered to tell the news: the settings, and what every render needs. */
const SETTINGS_SOURCES = new Set([settingsPath, "package.json", "package-lock.json"]);

/** What is new for this stack, and what its owner has to do about it before he deploys. */
function news({ project, stack }: Opened): string[] {
  const releases = parseChangelog(readFileSync(new URL("changelog.md", import.meta.url), "utf8"));
  const fresh = concerning(releases, {
    from: project.state.aegis,
    has: stack.parts.map(({ name }) => name),
    names: catalog.entries.map(({ name }) => name),
  });
  const few = new Map([...readTemplate()].filter(([path]) => SETTINGS_SOURCES.has(path)));
  // Settings do not depend on how the application has the runtime, and its sources are not among these files.
  const after = render(few, catalog, { ...stack, vendorsRuntime: false }, { name: project.state.name });
  const settingsNotes = describeSettingsChange(project.folder, {
    before: project.base.get(settingsPath),
    after: after.get(settingsPath),
    renamed: renamedSettings(fresh),
  });
  return [
    ...fresh.flatMap(({ version: each, entries }) => [
      `In ${each}:`,
      ...entries.map((entry) => `  - ${entry}`),
    ]),
    ...settingsNotes,
  ];
}

/** Brings an application to this version, its stack unchanged: what the template changed is merged with what the owner did. */
export async function update(terminal: Terminal, flags: EvolveFlags): Promise<void> {
  await evolveProject(terminal, "update", flags, (opened) => {
    const { aegis } = opened.project.state;
    const line = aegis === version ? [] : [`From aegis ${aegis} to ${version}.`];
    return { after: opened.stack, notes: [...line, ...news(opened)], setsUp: true, confirmsDeletion: true };
  });
}
