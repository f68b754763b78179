import { AegisError } from "../../errors.ts";
import { isTooOld, machineNode } from "../../project/node.ts";
import { isRecord } from "../../record.ts";
import { type Application, jsonOf } from "../application.ts";
import { type Finding, findings } from "../finding.ts";
import { ask } from "../probe/own-command.ts";

const { ok, problem } = findings("node");

function floorOf(folder: string): string {
  const manifest = jsonOf(folder, "package.json");
  const engines = isRecord(manifest) && isRecord(manifest.engines) ? manifest.engines.node : null;
  return typeof engines === "string" ? engines.replace(/^>=\s*/, "") : "22.22";
}

/** Whether the Node on which the application's scripts run is new enough. */
export async function checkNode({ folder, memory }: Application): Promise<Finding[]> {
  const { code, stdout } = await ask("node", ["--version"], { folder, limit: 10_000 });
  const inApplication = code === 0 ? stdout.trim().replace(/^v/, "") : null;
  const machine = await machineNode();
  const needed = `it needs ${floorOf(folder)} or later`;
  if (inApplication === null) {
    return [problem(`There is no Node in the PATH, and ${needed}.`, "Install Node 24.")];
  }
  if (isTooOld(inApplication)) {
    const bringsItsOwn = !(memory instanceof AegisError) && memory.project.state.nodePin;
    const todo = bringsItsOwn ? "Install the dependencies: Node 24 is one of them." : "Install Node 24.";
    return [problem(`The application would run on Node ${inApplication}, and ${needed}.`, todo)];
  }
  const own = machine === inApplication ? "" : `, its own; the machine has ${machine ?? "none"}`;
  return [ok(`Node ${inApplication}${own}.`)];
}
