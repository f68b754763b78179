import { AegisError } from "../../errors.ts";
import { isTooOld, machineNode } from "../../project/node.ts";
import { isRecord } from "../../record.ts";
import { type Application, jsonOf } from "../application.ts";
import { type Finding, findings } from "../finding.ts";

const { ok, problem } = findings("node");

function floorOf(folder: string): string {
  const manifest = jsonOf(folder, "package.json");
  const engines = isRecord(manifest) && isRecord(manifest.engines) ? manifest.engines.node : null;
  return typeof engines === "string" ? engines.replace(/^>=\s*/, "") : "22.22";
}

/** The version of the Node that the application brings as a package; null where it brings none, or it is not installed. */
function broughtNode(folder: string): string | null {
  const found = jsonOf(folder, "node_modules/node/package.json");
  return isRecord(found) && typeof found.version === "string" ? found.version : null;
}

/** Whether the Node on which the application's scripts run is new enough. */
export async function checkNode({ folder, memory }: Application): Promise<Finding[]> {
  const machine = await machineNode();
  const inApplication = broughtNode(folder) ?? machine;
  const needed = `it needs ${floorOf(folder)} or later`;
  if (inApplication === null) {
    return [problem(`There is no Node in the PATH, and ${needed}.`, "Install Node 24.")];
  }
  if (isTooOld(inApplication)) {
    const bringsItsOwn = !(memory instanceof AegisError) && memory.project.state.nodePin;
    const hint = bringsItsOwn ? "Install the dependencies: Node 24 is one of them." : "Install Node 24.";
    return [problem(`The application would run on Node ${inApplication}, and ${needed}.`, hint)];
  }
  const own = machine === inApplication ? "" : `, its own; the machine has ${machine ?? "none"}`;
  return [ok(`Node ${inApplication}${own}.`)];
}
