import { AsyncLocalStorage } from "node:async_hooks";

/** The id of the request in whose course the present code runs. */
const current = new AsyncLocalStorage<string>();

/** Runs work in the course of a request: what it enqueues, however deep, carries the id to the lines that the worker logs. */
export const duringRequest = <Result>(id: string, work: () => Result): Result => current.run(id, work);

/** The id of the request in whose course this is called; undefined where there is none. */
export const currentRequest = (): string | undefined => current.getStore();
