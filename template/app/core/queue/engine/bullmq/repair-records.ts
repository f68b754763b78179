import type { RedisQueueBackend } from "bullmq";
import type { Envelope } from "./records.ts";

/** The scripts that hand a worker its next task. */
const TAKING = new Set(["moveToActive", "moveToFinished", "moveToDelayed"]);

/** Fields of a record that are JSON, and what stands in for one that is none. */
const JSON_FIELDS: Readonly<Record<string, string>> = { data: "{}", opts: "{}", progress: "0" };

type Executing = Pick<RedisQueueBackend, "execCommand">;

/**
 * The same backend, whose worker gets every task that it takes. The library would fail to read a record that another program
 * has spoilt after the server had handed it over: the task stays active until its lock ends, waits again, is taken again,
 * and so on for ever. Here the worker is told that it cannot be read, and fails it.
 */
export function repairRecords<Backend extends Executing>(backend: Backend): Backend {
  const { execCommand } = backend;
  const execute: Executing["execCommand"] = (client, name, args) => {
    const answer: unknown = execCommand.call(backend, client, name, args);
    return TAKING.has(name) ? Promise.resolve(answer).then(repaired) : answer;
  };
  return Object.assign(backend, { execCommand: execute });
}

/** @param answer the fields of a record, each name before its value, the task's id and more; or none */
function repaired(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  const [fields, ...rest] = answer;
  if (!Array.isArray(fields)) return answer;
  const faults: string[] = [];
  const read = fields.map((value: unknown, index) => {
    const name = index % 2 === 1 ? String(fields[index - 1]) : "";
    const substitute = JSON_FIELDS[name];
    if (substitute === undefined || typeof value !== "string" || isReadable(name, value)) return value;
    faults.push(name);
    return substitute;
  });
  if (faults.length === 0) return answer;
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
