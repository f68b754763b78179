/** What became of something that an operator requested. */
export interface Report {
  /** `started`: it continues after the response. */
  kind: "done" | "started" | "failed";
  /** What it was done to, where a page shows several of that type; otherwise empty. */
  about: string;
  /** One sentence: what happened. */
  message: string;
  /** One sentence: what to do; empty when nothing is to be done. */
  hint: string;
}

/** What a form does, as the audit log names it. */
export interface FormAction {
  /** As the command of the same kind is named: "jobs pause". */
  action: string;
  /** The name of what it is done to; empty when a form is about nothing in particular. */
  about: string;
}

/** The response to a form. */
export interface FormOutcome {
  report: Report;
  /** Of HTTP. */
  status: number;
}
