import { readJson } from "../merge/key/json.ts";
import { entriesByKey, type Node } from "../merge/key/tree.ts";
import type { Grammar } from "./syntax.ts";

/** A key that a map of the tree has twice: the first one's value would be lost without a word. */
function doubledKey(node: Node): string | null {
  if (node.kind === "scalar") return null;
  if (node.kind === "map" && entriesByKey(node) === null) {
    const keys = node.entries.map(({ key }) => key);
    return keys.find((key, at) => keys.indexOf(key) !== at) ?? null;
  }
  for (const { value } of node.entries) {
    const found = doubledKey(value);
    if (found !== null) return found;
  }
  return null;
}

/** JSON with comments and commas at the end, as the tools read it whose settings are written in it. */
export const json: Grammar = {
  faultOf: (text) => {
    const bare = text.replace(/^\uFEFF/, "");
    const tree = readJson(bare);
    if (tree === null) return { line: 1, what: "It is not JSON." };
    const key = doubledKey(tree);
    if (key === null) return null;
    const line = bare.split("\n").findLastIndex((each) => each.includes(JSON.stringify(key))) + 1;
    return { line: Math.max(line, 1), what: `The key "${key}" stands there twice.` };
  },
};
