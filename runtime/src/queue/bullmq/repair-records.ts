import { interceptScripts, type ScriptRunner } from "./bullmq-patches.ts";
import type { Envelope } from "./records.ts";

/** The scripts that give a worker its next task. */
const TAKING_SCRIPTS = new Set(["moveToActive", "moveToFinished", "moveToDelayed"]);

/** Fields of a record that are JSON, and what replaces a malformed one. */
const JSON_FIELDS: Readonly<Record<string, string>> = { data: "{}", opts: "{}", progress: "0" };

/**
 * Repairs the records that a Redis backend gives to a worker. BullMQ would fail to read a record that another program has damaged
 * after the server had handed it over: the task stays active until its lock ends, waits again, is taken again, without end. Here
 * the worker receives a record that says so, and fails the task.
 */
export const repairRecords = <Backend extends ScriptRunner>(backend: Backend): Backend =>
  interceptScripts(backend, TAKING_SCRIPTS, repair);

/** @param result the fields of a record, each name before its value, the task's id and more; or none */
function repair(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  const [fields, ...rest] = result;
  if (!Array.isArray(fields)) return result;
  const faults: string[] = [];
  const read = fields.map((value: unknown, index) => {
    const name = index % 2 === 1 ? String(fields[index - 1]) : "";
    const substitute = JSON_FIELDS[name];
    if (substitute === undefined || typeof value !== "string" || isReadable(name, value)) return value;
    faults.push(name);
    return substitute;
  });
  if (faults.length === 0) return result;
  const envelope: Envelope = { payload: null, unreadable: faults.join(", ") };
  const at = read.findIndex((name, index) => index % 2 === 0 && name === "data");
  if (at === -1) read.push("data", JSON.stringify(envelope));
  else read[at + 1] = JSON.stringify(envelope);
  return [read, ...rest];
}

function isReadable(name: string, text: string): boolean {
  if (text === "") return true;
  try {
    const value: unknown = JSON.parse(text);
    return name !== "opts" || (typeof value === "object" && value !== null);
  } catch {
    return false;
  }
}
