import type { Files } from "../../render/file.ts";
import type { Found } from "../folder.ts";
import { mergedLock } from "../lock/merged-lock.ts";
import type { Change } from "../plan.ts";
import { sameFile } from "../same.ts";
import { lockPath } from "../state.ts";
import type { Branches, Side } from "./branches.ts";
import { hasMarkers, sidesOf } from "./git-markers.ts";

/** The lock of one side: as its branch has it, or else what of it is left in the folder. */
function lockOf(side: Side, which: "ours" | "theirs", now: Found): Found {
  if (side.ours !== null) return side.ours.get(lockPath) ?? "absent";
  if (typeof now === "string" || typeof now.content !== "string") return now;
  return { ...now, content: sidesOf(now.content)[which] };
}

/**
 * What becomes of package-lock.json when two branches are put together: what was tested with both, and what either owner
 * locked by himself. Where a branch's lock cannot be read, what was tested, for npm to complete.
 */
export function reuniteLock(branches: Branches, now: Found, rendered: Files, manifest: Found): Change[] {
  const tested = rendered.get(lockPath);
  if (tested === undefined || typeof now === "string") return [];
  const of = (which: "ours" | "theirs") => {
    const side = branches[which];
    const [change] = mergedLock(side.base, lockOf(side, which, now), rendered, manifest);
    return change?.file ?? tested;
  };
  const [one, other] = [of("ours"), of("theirs")];
  const written: Files = new Map([[lockPath, tested]]);
  const both: Files = new Map([...rendered, [lockPath, other] as const]);
  const file = sameFile(other, tested) ? one : (mergedLock(written, one, both, manifest)[0]?.file ?? other);
  if (sameFile(file, now)) return [];
  const isTorn = typeof now.content === "string" && hasMarkers(now.content);
  const kind = isTorn || sameFile(file, tested) ? "replace" : "merge";
  return [{ path: lockPath, kind, file, before: now }];
}
