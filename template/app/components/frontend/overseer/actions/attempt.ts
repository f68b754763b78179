import { type Fault, faultOf } from "./fault.ts";

export type Attempt<Value> = { value: Value; fault: null } | { value: null; fault: Fault };

/** What can be read is shown, whatever cannot. Never rejects. */
export async function attempt<Value>(read: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await read(), fault: null };
  } catch (error) {
    return { value: null, fault: faultOf(error) };
  }
}
