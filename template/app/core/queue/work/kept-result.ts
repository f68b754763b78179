import { Discard } from "../engine/engine.ts";
import type { Task } from "../task/task.ts";
import { wireFormOf } from "../task/wire-form.ts";

/**
 * What is kept of a handler's answer: as JSON leaves it, and without what the contract's schema leaves out.
 *
 * @throws Discard when JSON cannot hold it, since the work is done and would be done again in vain; ZodError when it is not
 * what the contract promises to those who read it
 */
export function keptResult({ name, result }: Pick<Task, "name" | "result">, answer: unknown): unknown {
  const value = wireValue(name, answer);
  if (!result) return value;
  const read: unknown = result.parse(value);
  // Read once more by whoever asks for it: a schema that turns a text into a number must find the text again.
  const stripped = tryWireValue(read);
  return stripped !== undefined && result.safeParse(stripped).success ? stripped : value;
}

function wireValue(name: string, answer: unknown): unknown {
  try {
    const { value, losses } = wireFormOf(answer);
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
