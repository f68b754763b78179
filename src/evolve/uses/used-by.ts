import { importedPath, specifiers } from "../broken-imports.ts";
import type { Found } from "../folder.ts";
import { outcome } from "../outcome.ts";
import { type Plan, pathsOf } from "../plan.ts";

/** The plan, in which all that stays only because its owner edited it says what still uses it. */
export function withUses(plan: Plan, sources: () => readonly string[], ours: (path: string) => Found): Plan {
  const kept = new Set(plan.filter((each) => each.kept === "edited").map(({ path }) => path));
  if (kept.size === 0) return plan;
  const created = pathsOf(plan, "create");
  const users = new Map<string, string[]>([...kept].map((path) => [path, []]));
  for (const source of new Set([...sources(), ...created])) {
    const found = outcome(plan, source, ours);
    if (typeof found === "string" || typeof found.content !== "string") continue;
    const text = found.content;
    const imports = new Set(
      [...text.matchAll(specifiers)].map(([, name = ""]) => importedPath(source, name)),
    );
    for (const [path, by] of users)
      if (path !== source && (imports.has(path) || text.includes(path))) by.push(source);
  }
  return plan.map((each) => {
    const usedBy = each.kept === "edited" ? users.get(each.path) : undefined;
    return usedBy === undefined ? each : { ...each, usedBy };
  });
}
