import type { Found } from "./folder.ts";
import type { Plan } from "./plan.ts";

/** The file as it will be when the plan was carried out. */
export function outcome(plan: Plan, path: string, ours: (path: string) => Found): Found {
  const change = plan.find((each) => each.path === path);
  if (change === undefined) return ours(path);
  if (change.kind === "keep") return change.before;
  return change.kind === "delete" ? "absent" : change.file;
}
