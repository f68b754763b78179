/** A kind of thing that can be made. */
export interface MakeWord {
  readonly gives: string;
  /** The component that it lives in, where not every application has that. */
  readonly needs?: string;
}

/** Everything that `aegis make` can make, by its word. Apart from what makes it: the help of the command needs no more. */
const makeWords = {
  service: { gives: "business logic, with a schema of what it answers" },
  route: { gives: "a route of the API" },
  page: { gives: "a page with its loader" },
  command: { gives: "a command of the application" },
  task: { gives: "work for the worker: its contract and its handler", needs: "worker" },
  job: { gives: "a job that the scheduler starts", needs: "scheduler" },
} as const satisfies Record<string, MakeWord>;

export type MakeKind = keyof typeof makeWords;

/** What is known of a kind by its word alone. */
export const aboutKind = (kind: MakeKind): MakeWord => makeWords[kind];

export const makeKinds = Object.keys(makeWords).filter((word): word is MakeKind =>
  Object.hasOwn(makeWords, word),
);
