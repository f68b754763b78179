/** Words that no identifier and no file name may contain, by the standard term to use instead. */
export const IDENTIFIER_WORDS: Readonly<Record<string, string>> = {
  station: "queue runner",
  notice: "worker registry, heartbeat",
  notices: "worker registry, heartbeat",
  board: "worker registry",
  deed: "audit entry",
  deeds: "audit entries",
  buried: "expired lease",
  patience: "timeout",
  near: "closest match",
  written: "format",
  answer: "response",
  answers: "responses",
  answered: "response",
  admission: "access",
  admit: "authorize",
  admits: "authorizes",
  turns: "mutex",
  lasts: "ttl",
  lifetimes: "ttl",
  marks: "tag versions",
  hand: "concurrency slot",
  hands: "concurrency slots",
  wish: "request",
  wishes: "requests",
  making: "compute",
  papers: "documentation",
  somebody: "user, owner",
  person: "user, owner",
  nobody: "no one by role",
  whoever: "the caller, the user",
  told: "receives, reports",
};

/** Identifiers as a whole that are refused. */
export const IDENTIFIERS: Readonly<Record<string, string>> = {
  todo: "hint",
  letGo: "release, delete",
  goOn: "continue",
  goesFirst: "priority",
  putBack: "requeue",
  takenDown: "delete",
  atWork: "active",
  wayIn: "entryPoint",
  lastWords: "a name with a unit",
};

/** Phrases that no comment and no message may contain. */
export const PHRASES: Readonly<Record<string, string>> = {
  whoever: "the caller, the user, the process",
  nobody: "no client, no process",
  somebody: "a user, an operator",
  "who asks": "the caller",
  "what is at work": "active",
  "is told": "receives, reports",
  "for good": "permanently",
  "not held off": "not blocked",
  "has not got": "does not have",
  "cannot be told": "is unknown",
  "has not shown itself": "sent no heartbeat",
  "all is well": "All checks pass",
  "last well": "last OK",
  "never well": "never OK",
  "are well": "pass",
  "who does it": "Workers",
  "what can i do": "Next steps",
  "sign of life": "heartbeat",
  "lets go of": "releases",
  "let go of": "release",
  "way in": "entry point",
};

/** Phrases that no text of Overseer's pages may contain besides: an operator searches for the term of the field. */
export const PAGE_PHRASES: Readonly<Record<string, string>> = {
  "is well": "is OK",
  "is it well": "Checks",
  "what went wrong": "Problems, Failed tasks",
  "what waits": "Queues",
  "had back": "Backups",
  "what if": "Policies",
  "out of reach": "Unavailable",
  "not served": "No workers, No scheduler",
  "stood in for": "Stale hits",
  "asked for": "requested",
  "goes on": "is resumed, continues",
  forget: "clear, invalidate, discard, delete",
  forgotten: "cleared, invalidated, discarded, deleted",
};

/** Constants of one word that are a name already. */
export const ONE_WORD_CONSTANTS: ReadonlySet<string> = new Set(["ROOT"]);
