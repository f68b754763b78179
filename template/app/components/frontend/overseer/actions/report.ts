/** What became of something that an operator asked for. */
export interface Report {
  /** `started`: it goes on after the answer. */
  kind: "done" | "started" | "failed";
  /** What it was done to, where a page shows several of the kind; otherwise empty. */
  about: string;
  /** One sentence on what has happened, or on what is wrong. */
  what: string;
  /** One sentence on what to do; empty where nothing is to be done. */
  todo: string;
}

/** What a form does. */
export interface Deed {
  /** As the command of the same kind is named: "jobs pause". */
  action: string;
  /** The name of what it is done to; empty where a form speaks of nothing in particular. */
  about: string;
}
