import { AppError } from "../errors/index.ts";
import type { CommandEntry } from "./command.ts";
import { findName, isNamed } from "./command-name.ts";

/** How long connections may take to close after a command. */
const CLOSE_TIMEOUT_MS = 10_000;

/** What commands need of an application. */
export interface CommandApplication {
  /** In the order in which they start. */
  readonly capabilities: readonly {
    readonly commands?: readonly CommandEntry[];
    stop?(deadline: AbortSignal): Promise<void>;
  }[];
}

/** The application, where its commands are needed. */
export interface LoadedApplication {
  readonly application?: CommandApplication;
  /** Why it could not be loaded, where only the help was asked for: that must not fail for a wrong setting. */
  readonly error?: AppError;
}

/**
 * Loads the application unless the words name a command that is known without it.
 *
 * @throws AppError `settings.invalid` and whatever else keeps an application from being defined
 */
export async function loadApplication(
  words: readonly string[],
  known: readonly CommandEntry[],
  load: () => Promise<{ readonly application: CommandApplication }>,
): Promise<LoadedApplication> {
  if (known.some((entry) => isNamed(entry, words))) return {};
  try {
    return { application: (await load()).application };
  } catch (error) {
    const { name } = findName(words);
    const isHelp =
      name === undefined || name === "help" || words.some((word) => /^(?:-h|--help)$/.test(word));
    if (isHelp && error instanceof AppError) return { error };
    throw error;
  }
}

/** Releases what a command has opened, in reverse order: the process ends when nothing is open. */
export async function closeApplication({ capabilities }: CommandApplication): Promise<void> {
  for (const part of capabilities.toReversed()) await part.stop?.(AbortSignal.timeout(CLOSE_TIMEOUT_MS));
}
