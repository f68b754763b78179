import { AsyncLocalStorage } from "node:async_hooks";

/** The state of a request to the library until its response is complete. */
export interface RequestState {
  /** The account whose password the request contains, once its attempt is counted. */
  countedEmail?: string;
  /** The body that is sent before any work that depends on an account is done; see early-response.ts. */
  earlyBody?: unknown;
  /** Sends it. */
  respond?(body: unknown): void;
}

const states = new AsyncLocalStorage<RequestState>();

/** Runs a request to the library with a state of its own. */
export const withRequestState = <Result>(state: RequestState, work: () => Promise<Result>): Promise<Result> =>
  states.run(state, work);

/** The state of the current request; undefined where the library is called by code. */
export const getRequestState = (): RequestState | undefined => states.getStore();
