import { brokenImports } from "../../evolve/broken-imports.ts";
import { changedByBoth, evolve } from "../../evolve/evolution.ts";
import { type Found, filesIn, isCodePath } from "../../evolve/folder.ts";
import type { Project } from "../../evolve/project.ts";
import { loadSyntax } from "../../evolve/syntax/syntax.ts";
import { goingBetween, isNothingGoing } from "../../evolve/uses/going.ts";
import { ownTexts } from "../../evolve/uses/own-texts.ts";
import { withUses } from "../../evolve/uses/used-by.ts";
import { type Use, usesOf } from "../../evolve/uses/uses.ts";
import type { Files } from "../../render/file.ts";
import { type Planner, readerOf } from "../pipeline/proposal.ts";
import { notesOnBroken, notesOnUses } from "./notes.ts";

function once<Value>(create: () => Value): () => Value {
  let created: { value: Value } | null = null;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}

/** What goes and is used by what the owner wrote. An application is only searched when something goes. */
function usesBetween(
  base: Files,
  rendered: Files,
  paths: () => readonly string[],
  ours: (path: string) => Found,
): Use[] {
  const going = goingBetween(base, rendered);
  if (isNothingGoing(going)) return [];
  const stays = new Set([...paths().filter((path) => !going.files.has(path)), ...rendered.keys()]);
  return usesOf(going, ownTexts(paths(), base, ours), stays);
}

/** Merges what is rendered with what the owner made of the application, and says what of theirs it concerns. */
export function createMergePlanner(project: Project): Planner {
  return async (rendered, state) => {
    const { folder, base } = project;
    const ours = readerOf(folder);
    const paths = once(() => filesIn(folder));
    const uses = usesBetween(base, rendered, paths, ours);
    const kept = new Set(uses.filter(({ what }) => what === "package").map(({ name }) => name));
    const syntax = await loadSyntax(changedByBoth(base, rendered, ours));
    const evolved = evolve(project, ours, rendered, state, syntax, kept);
    const evolution = { ...evolved, plan: withUses(evolved.plan, paths, ours) };
    const broken = brokenImports(evolution.plan, () => paths().filter(isCodePath), ours);
    return { evolution, notes: [...notesOnUses(uses), ...notesOnBroken(broken)] };
  };
}
