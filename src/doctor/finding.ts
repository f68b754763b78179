/** ok: as it should be · info: worth knowing · warning: works, but look at it · problem: something does not work */
export type FindingStatus = "ok" | "info" | "warning" | "problem";

/** What one look at an application found. Never holds a secret. */
export interface Finding {
  /** Which look: a word that stays the same for programs. */
  readonly check: string;
  readonly status: FindingStatus;
  /** One sentence: what is so. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly hint?: string;
}

/** Findings of one check, with its name put in. */
export function findings(check: string) {
  const make =
    (status: FindingStatus) =>
    (message: string, hint?: string): Finding => ({
      check,
      status,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  return { ok: make("ok"), info: make("info"), warning: make("warning"), problem: make("problem") };
}

/** Some names in a sentence: the first few, and how many more there are. */
export function someOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
