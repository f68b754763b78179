/** What became of a form. */
export interface Outcome {
  kind: "done" | "failed";
  /** Stable; empty where nothing was refused. */
  code: string;
  message: string;
  hint: string;
  /** Which of a page's forms it was; empty where there is one. */
  form: string;
  /** The field to correct; empty where it is none of them. */
  field: string;
  /** What was typed and need not be typed again. Never a password. */
  values: Readonly<Record<string, string>>;
}

/** What was asked for has happened. */
export const doneOf = (message: string, rest: Partial<Outcome> = {}): Outcome => ({
  kind: "done",
  code: "",
  message,
  hint: "",
  form: "",
  field: "",
  values: {},
  ...rest,
});
