import { AsyncLocalStorage } from "node:async_hooks";

const STORAGE_KEY = Symbol.for("@aegis-stack/runtime/queue/request-id");

/** Two copies of this package in one process share the storage, so that each sees the requests of the other. */
function shareStorage(): AsyncLocalStorage<string> {
  const existing: unknown = Reflect.get(globalThis, STORAGE_KEY);
  if (existing instanceof AsyncLocalStorage) return existing;
  const created = new AsyncLocalStorage<string>();
  Reflect.set(globalThis, STORAGE_KEY, created);
  return created;
}

const storage = shareStorage();

/** Runs work as part of a request: every task that it enqueues carries the id to the lines that the worker logs. */
export const runWithRequestId = <Result>(id: string, work: () => Result): Result => storage.run(id, work);

/** The id of the request that the calling code is part of; undefined where there is none. */
export const currentRequestId = (): string | undefined => storage.getStore();
