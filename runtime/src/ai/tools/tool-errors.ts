import type { z } from "zod";
import { AppError } from "../../errors/index.ts";

/** Faults of an input that an error names. */
const MAX_NAMED_FAULTS = 10;

/** A tool that does not exist, or that the caller may not use: which of the two it is stays unknown. */
export const createUnknownToolError = () =>
  new AppError({
    code: "ai.unknown-tool",
    category: "not-found",
    message: "There is no tool with this name here.",
    hint: "List the tools.",
  });

/** A tool that writes, called with a credential that only reads. */
export const createReadScopeError = (tool: string) =>
  new AppError({
    code: "ai.read-scope",
    category: "forbidden",
    message: `${tool} changes something, and the credential of this connection only reads.`,
    hint: "Use a credential with the scope write.",
  });

/** Input that does not fit the schema of its tool. */
export const createInvalidInputError = (tool: string, { issues }: z.ZodError) =>
  new AppError({
    code: "ai.invalid-tool-input",
    category: "invalid",
    message: `The input of ${tool} is not valid.`,
    hint: "Correct it, then call the tool again.",
    details: issues
      .slice(0, MAX_NAMED_FAULTS)
      .map(({ path, message }) => `${path.join(".") || "input"}: ${message}`),
  });

/** A tool that failed, without what its error names. */
export const createToolFailedError = (tool: string) =>
  new AppError({
    code: "ai.tool-failed",
    category: "internal",
    message: `The tool ${tool} failed.`,
    hint: "Try again later; the operators of the application find the reason in its log.",
    audience: "public",
  });

/** A tool that took too long for its caller. */
export const createToolTimeoutError = (tool: string) =>
  new AppError({
    code: "ai.tool-timeout",
    category: "unavailable",
    message: `The tool ${tool} took too long, and was cancelled.`,
    hint: "Request less at once.",
    audience: "public",
  });

/** More calls wait for one caller than anyone confirms. */
export const createTooManyApprovalsError = (max: number) =>
  new AppError({
    code: "ai.too-many-approvals",
    category: "limited",
    message: `${max} calls of tools already wait to be confirmed.`,
    hint: "Confirm or refuse them first.",
  });

/** An approval that does not exist, that is decided, or that belongs to someone else. */
export const createUnknownApprovalError = (id: string) =>
  new AppError({
    code: "ai.unknown-approval",
    category: "not-found",
    message: `Nothing waits for you under ${id}.`,
    hint: "It may be decided or expired; list what waits.",
  });

/** A call that was valid when it was requested, and is not any more. */
export const createInvalidApprovalError = (tool: string) =>
  new AppError({
    code: "ai.approval-invalid",
    category: "conflict",
    message: `${tool} can no longer be run as it was asked for.`,
    hint: "Ask again: the tool, its input or your rights have changed.",
  });
