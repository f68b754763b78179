import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  NoObjectGeneratedError,
  RetryError,
  TypeValidationError,
} from "ai";
import { AppError } from "../errors/index.ts";
import type { ProviderFault } from "./errors.ts";

interface FaultDescription {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly retryAfter?: number;
}

/** How a provider's refusal is reported, by the status of its response. */
const FAULTS_BY_STATUS: Readonly<Record<number, (fault: ProviderFault) => FaultDescription>> = {
  401: describeRefusedKey,
  403: describeRefusedKey,
  404: ({ model, provider }) => ({
    code: "ai.model-gone",
    message: `${provider} does not know the model ${model}.`,
    hint: "Set AI_MODEL to a model that the provider offers to this account.",
  }),
  413: describeTooLong,
  429: ({ provider }) => ({
    code: "ai.provider-busy",
    message: `${provider} takes no more requests for now.`,
    hint: "Try again later; a higher limit is bought at the provider.",
  }),
};

function describeRefusedKey({ provider }: ProviderFault): FaultDescription {
  return {
    code: "ai.key-refused",
    message: `${provider} refuses the key of this application.`,
    hint: "Set another key, and restart.",
  };
}

function describeTooLong({ model }: ProviderFault): FaultDescription {
  return {
    code: "ai.context-exceeded",
    message: `The conversation is longer than ${model} can read.`,
    hint: "Begin a new conversation.",
  };
}

/**
 * The error that this application throws for one of the SDK or of a provider. It holds neither the response nor the request, in which there
 * are prompts and keys.
 *
 * @returns the error itself where it is one of this application already, or that of a caller who has left
 */
export function toAiError(error: unknown, fault: ProviderFault): unknown {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (cause instanceof AppError) return cause;
  if (!(cause instanceof Error)) return createFault(describeFailure(fault));
  if (cause.name === "TimeoutError") return createFault(describeTimeout(fault));
  if (cause.name === "AbortError") return cause;
  if (NoObjectGeneratedError.isInstance(cause) || TypeValidationError.isInstance(cause))
    return createFault(describeIgnoredSchema(fault));
  if (APICallError.isInstance(cause)) return createFault(describeCallFault(cause, fault));
  if (isGarbled(cause)) return createFault(describeGarbled(fault));
  return createFault(describeFailure(fault));
}

function describeCallFault(error: APICallError, fault: ProviderFault): FaultDescription {
  const { statusCode, responseHeaders } = error;
  if (statusCode === undefined) return describeUnreachable(fault);
  if (statusCode < 300) return describeGarbled(fault);
  const describe = FAULTS_BY_STATUS[statusCode];
  const retryAfter = readRetryAfter(responseHeaders?.["retry-after"]);
  const described = describe?.(fault) ?? describeStatus(statusCode, fault);
  return { ...described, ...(retryAfter !== undefined && { retryAfter }) };
}

const describeStatus = (status: number, { provider }: ProviderFault): FaultDescription =>
  status >= 500
    ? {
        code: "ai.provider-failed",
        message: `${provider} responded with ${status}.`,
        hint: "Try again in a moment; the provider's status page tells more.",
      }
    : {
        code: "ai.request-refused",
        message: `${provider} refused the request with ${status}.`,
        hint: "Check that the model supports tools, objects and the length of the conversation.",
      };

const describeUnreachable = ({ provider }: ProviderFault): FaultDescription => ({
  code: "ai.provider-unreachable",
  message: `${provider} cannot be reached.`,
  hint: "Check the network of this machine and the address of the provider.",
});

const describeTimeout = ({ model }: ProviderFault): FaultDescription => ({
  code: "ai.timeout",
  message: `${model} did not finish in time.`,
  hint: "Try again; AI_TIMEOUT and AI_STALL_TIMEOUT set how long it may take.",
});

const describeGarbled = ({ provider }: ProviderFault): FaultDescription => ({
  code: "ai.response-garbled",
  message: `What ${provider} responded with cannot be read.`,
  hint: "Try again; if it stays, the address may be that of another API.",
});

const describeIgnoredSchema = ({ model }: ProviderFault): FaultDescription => ({
  code: "ai.schema-ignored",
  message: `${model} responded with something else than the object that it was asked for.`,
  hint: "Try again, describe the object in fewer fields, or use another model.",
});

const describeFailure = ({ model }: ProviderFault): FaultDescription => ({
  code: "ai.failed",
  message: `The request to ${model} failed.`,
  hint: "Try again.",
});

const isGarbled = (error: Error): boolean =>
  JSONParseError.isInstance(error) ||
  InvalidResponseDataError.isInstance(error) ||
  EmptyResponseBodyError.isInstance(error);

const createFault = (fault: FaultDescription): AppError =>
  new AppError({ ...fault, category: "unavailable" });

/** Longer than this is no moment to wait for. */
const MAX_RETRY_AFTER_SECONDS = 3_600;

function readRetryAfter(header: string | undefined): number | undefined {
  const seconds = Number(header);
  if (header === undefined || !Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(Math.ceil(seconds), MAX_RETRY_AFTER_SECONDS);
}
