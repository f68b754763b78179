import { AppError } from "../errors/index.ts";

/** What the errors of this capability name. None of them may name a key, a prompt or an address. */
export interface ProviderFault {
  /** The provider: "anthropic". */
  readonly provider: string;
  /** The model, with its provider. */
  readonly model: string;
}

/** Production without any provider. */
export const createNotConfiguredError = (settings: readonly string[]) =>
  new AppError({
    code: "ai.not-configured",
    category: "unavailable",
    message: "No provider of models is configured.",
    hint: `Set AI_MODEL and the setting of its provider: ${settings.join(", ")}.`,
  });

/** A model whose provider the application does not list, or whose setting is missing. */
export const createUnknownModelError = (model: string, known: readonly string[]) =>
  new AppError({
    code: "ai.unknown-model",
    category: "invalid",
    message: `There is no model "${model}" here.`,
    hint: known.length === 0 ? "Configure a provider first." : `Name a model of ${known.join(", ")}.`,
  });

/** More text than a request may hold. */
export const createPromptTooLongError = (maxCharacters: number) =>
  new AppError({
    code: "ai.prompt-too-long",
    category: "invalid",
    message: `The text has more than ${maxCharacters} characters.`,
    hint: "Shorten it, or split it into several messages.",
  });

/** A budget of this day is used up. */
export const createBudgetExceededError = (whose: "yours" | "the application's", retryAfter: number) =>
  new AppError({
    code: "ai.budget-exceeded",
    category: "limited",
    message:
      whose === "yours"
        ? "Your budget for requests to models is used up for today."
        : "The application's budget for requests to models is used up for today.",
    hint: "It is renewed at midnight UTC.",
    retryAfter,
  });

/** What counts the budgets does not respond: without a reservation no request is made. */
export const createBudgetUnavailableError = (cause: unknown) =>
  new AppError({
    code: "ai.budget-unavailable",
    category: "unavailable",
    message: "The budget for requests to models cannot be read.",
    hint: "Try again in a moment; nothing was sent to the provider.",
    audience: "public",
    cause,
  });

/** A conversation that does not exist, or that belongs to someone else. */
export const createUnknownConversationError = (id: string) =>
  new AppError({
    code: "ai.unknown-conversation",
    category: "not-found",
    message: `There is no conversation ${id}.`,
    hint: "List your conversations.",
  });

/** A second answer of a conversation, while a worker writes the first. */
export const createAlreadyRespondingError = () =>
  new AppError({
    code: "ai.already-responding",
    category: "conflict",
    message: "This conversation is being answered in the background already.",
    hint: "Wait for the answer, or stop it.",
  });

/** An application without a worker, or one whose conversations a worker could not find. */
export const createNoBackgroundError = () =>
  new AppError({
    code: "ai.no-background",
    category: "conflict",
    message: "This application cannot answer in the background.",
    hint: "It needs a worker and a database, and `background` among the options of createAi.",
  });

/** Production without accounts, where visitors are not accepted. The log has the setting that accepts them. */
export const createClosedError = () =>
  new AppError({
    code: "ai.closed",
    category: "forbidden",
    message: "Models do not answer visitors here.",
    hint: "Ask the operators of this application.",
  });
