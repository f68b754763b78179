import { describeFault, type Fault } from "./fault.ts";

/** What was read, or why it could not be. */
export type Attempt<Value> = { value: Value; fault: null } | { value: null; fault: Fault };

/** Reads a part of a page, so that the other parts are shown when it fails. Never rejects. */
export async function attempt<Value>(read: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await read(), fault: null };
  } catch (error) {
    return { value: null, fault: describeFault(error) };
  }
}
