import { z } from "zod";
import { Discard } from "../engine.ts";
import type { Task } from "../task/define-task.ts";
import { wireFormOf } from "../task/wire-form.ts";

/**
 * What is stored of the value that a handler returned: as JSON leaves it, without what the contract's schema strips.
 *
 * @throws Discard when JSON cannot represent it, since the work is done and would be repeated in vain; ZodError when it is not
 * what the contract promises to its readers
 */
export function toStoredResult({ name, result }: Pick<Task, "name" | "result">, returned: unknown): unknown {
  const value = wireValue(name, returned);
  if (!result) return value;
  const read: unknown = z.parse(result, value);
  // It is read once more by each reader: a schema that turns a text into a number must find the text again.
  const stripped = tryWireValue(read);
  return stripped !== undefined && z.safeParse(result, stripped).success ? stripped : value;
}

function wireValue(name: string, returned: unknown): unknown {
  try {
    const { value, losses } = wireFormOf(returned);
    if (losses.length === 0) return value;
    throw new Discard(`The result of ${name} cannot be kept as JSON: ${losses.join("; ")}.`);
  } catch (error) {
    if (error instanceof Discard) throw error;
    throw new Discard(`The result of ${name} cannot be kept as JSON: ${String(error)}.`);
  }
}

function tryWireValue(read: unknown): unknown {
  try {
    const { value, losses } = wireFormOf(read);
    return losses.length === 0 ? value : undefined;
  } catch {
    return undefined;
  }
}
