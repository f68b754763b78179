export type Kind = "component" | "service";
type Status = "available" | "planned";

/** One value that fits in the brackets after a name: `postgres` in `database[postgres]`. */
export interface Choice {
  readonly name: string;
  readonly gives: string;
  readonly status: Status;
}

/** What an entry cannot work without. `needs` is a word as init takes it; `because` finishes the sentence "X, because …". */
export interface Requirement {
  readonly when?: string;
  readonly needs: string;
  readonly because: string;
}

/** Flags of which each application has at least one. They change nothing in what other flags and entries bring. */
interface FlagGroup {
  readonly flags: readonly string[];
  /** Taken where none of them is named. */
  readonly otherwise: string;
}

interface DefaultChoice {
  readonly when?: string;
  readonly choice: string;
}

/** A container that runs in production, or a script of package.json that a person types. */
export interface Gain {
  readonly when?: string;
  readonly name: string;
  readonly gives: string;
}

/**
 * What of the template belongs to an entry, and under which further condition.
 * A path is a file, a folder ("app/core/"), or holds `*` for anything within one segment.
 */
export interface Claim {
  readonly when?: string;
  readonly paths?: readonly string[];
  readonly dependencies?: readonly string[];
  readonly devDependencies?: readonly string[];
  readonly scripts?: readonly string[];
}

export interface Entry {
  readonly name: string;
  readonly kind: Kind;
  readonly title: string;
  readonly gives: string;
  readonly status: Status;
  /** Part of every stack: never asked for, never left out. */
  readonly always: boolean;
  /** At most one of these is taken. Empty: the name stands alone. */
  readonly choices: readonly Choice[];
  /** The first whose condition holds. Needed when there are choices. */
  readonly defaults: readonly DefaultChoice[];
  /** Any number of these is taken beside the choice. */
  readonly flags: readonly Choice[];
  /** Of the flags in one, at least one is always taken. */
  readonly flagGroups: readonly FlagGroup[];
  readonly requires: readonly Requirement[];
  readonly pairsWell: readonly string[];
  readonly containers: readonly Gain[];
  readonly commands: readonly Gain[];
  /** Scripts of the application that run once, right after its dependencies were installed for the first time. */
  readonly afterInstall: readonly Gain[];
  /** What an application made with it and that stays when it is removed: where it lies, and what it is. */
  readonly outlives: readonly Gain[];
  readonly claims: readonly Claim[];
}

export interface Catalog {
  /** What of the template is in every application whatever was chosen. */
  readonly core: readonly Claim[];
  readonly entries: readonly Entry[];
}

type Described = Pick<Entry, "name" | "kind" | "title" | "gives" | "status"> & Partial<Entry>;

/** Completes a description with "nothing of it" for whatever it does not mention. */
export function entry(described: Described): Entry {
  return {
    always: false,
    choices: [],
    defaults: [],
    flags: [],
    flagGroups: [],
    requires: [],
    pairsWell: [],
    containers: [],
    commands: [],
    afterInstall: [],
    outlives: [],
    claims: [],
    ...described,
  };
}
