import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of a request to the library while it is answered. */
export interface RequestState {
  /** The account whose password the request shows, once its attempt is counted. */
  countedEmail?: string;
  /** What it is answered with before anything that depends on an account is over; see early-response.ts. */
  earlyBody?: unknown;
  /** Answers it with that. */
  respond?(body: unknown): void;
}

const states = new AsyncLocalStorage<RequestState>();

/** Runs a request to the library with a state of its own. */
export const withRequestState = <Result>(state: RequestState, work: () => Promise<Result>): Promise<Result> =>
  states.run(state, work);

/** The state of the request that is being answered; undefined where the library is called by code. */
export const requestState = (): RequestState | undefined => states.getStore();
