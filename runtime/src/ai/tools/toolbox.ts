import type { ToolSet } from "ai";
import type { Logger } from "pino";
import { AppError } from "../../errors/index.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import type { AiTool, ToolContext } from "./ai-tool.ts";
import type { Approval, ApprovalStore } from "./approvals.ts";
import {
  createInvalidApprovalError,
  createInvalidInputError,
  createReadScopeError,
  createToolFailedError,
  createTooManyApprovalsError,
  createUnknownApprovalError,
  createUnknownToolError,
} from "./tool-errors.ts";

/** How long a call waits to be confirmed. */
const APPROVAL_TTL_MS = 86_400_000;

/** More than a model can use of one result, and what a reader of the conversation has to load. */
const MAX_RESULT_CHARACTERS = 50_000;

/** Calls that wait for one caller: a program that calls without end must not displace those of others. */
const MAX_WAITING_APPROVALS = 100;

/** What a credential allows: "read" lists and runs only tools that read. */
export type ToolScope = "read" | "write";

/** A call from outside of a conversation. */
export interface ToolCall extends ToolContext {
  readonly name: string;
  /** As it arrived: it is validated here. */
  readonly input: unknown;
  readonly scope: ToolScope;
}

/** What came of a call: the result of a tool that reads, or what waits for the caller to confirm it. */
export type ToolOutcome =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "waits"; readonly approval: Approval };

/** A call of a tool, for the audit log. */
export interface ToolCallEvent {
  readonly caller: AiCaller;
  readonly tool: string;
  /** The id of the approval that was requested, confirmed or refused; none for a tool that ran at once. */
  readonly approval?: string | undefined;
  readonly outcome: "done" | "failed" | "waits" | "refused";
}

/** What tools are run with. */
export interface ToolboxOptions {
  readonly tools: readonly AiTool[];
  readonly approvals: ApprovalStore;
  readonly log: Logger;
  /** Records a call. It never fails one. */
  audit(event: ToolCallEvent): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  createId(): string;
}

/** The tools of an application, for one caller at a time. */
export interface Toolbox {
  /** What the SDK hands to a model: the tools that a caller may use. */
  toolsFor(caller: AiCaller): Promise<ToolSet>;
  /** The tools that a caller may use, as they were declared. */
  list(caller: AiCaller, scope: ToolScope): Promise<readonly AiTool[]>;
  /**
   * Calls a tool as a model does, with the same checks: what reads runs, what writes waits for its caller.
   *
   * @throws AppError `ai.unknown-tool`, `ai.read-scope`, `ai.invalid-tool-input`, `ai.too-many-approvals`, or what the tool throws
   */
  run(call: ToolCall): Promise<ToolOutcome>;
  /** The calls that wait for a caller. */
  approvals(caller: AiCaller): Promise<readonly Approval[]>;
  /**
   * Runs a call that waited, with the same checks as at first.
   *
   * @throws AppError `ai.unknown-approval`, `ai.approval-invalid`, or what the tool throws
   */
  confirm(caller: AiCaller, id: string, signal: AbortSignal): Promise<unknown>;
  /** Drops a call that waited. @throws AppError `ai.unknown-approval` */
  refuse(caller: AiCaller, id: string): Promise<void>;
}

/** Creates the tools of an application. What a tool reads runs at once; what it writes waits for its caller. */
export function createToolbox(options: ToolboxOptions): Toolbox {
  const { tools, approvals, now, createId } = options;
  const isAllowed = async (each: AiTool, caller: AiCaller) => (await each.isAllowed?.(caller)) ?? true;

  async function call(
    each: AiTool,
    input: unknown,
    context: ToolContext,
    approval?: string,
  ): Promise<unknown> {
    const event = { caller: context.caller, tool: each.name, approval };
    try {
      const result = limitResult(await each.run(input, context));
      await options.audit({ ...event, outcome: "done" });
      return result;
    } catch (error) {
      await options.audit({ ...event, outcome: "failed" });
      // No one waits for the result any more, so how it ended is no fault.
      if (context.signal.aborted)
        throw new Error(`The call of ${each.name} was cancelled.`, { cause: error });
      throw toToolError(error, options.log, each.name);
    }
  }

  /** @param input what is validated again when the call is confirmed @param parsed the same as the tool receives it */
  async function askFirst(
    each: AiTool,
    input: unknown,
    parsed: unknown,
    caller: AiCaller,
  ): Promise<Approval> {
    if ((await listWaiting(caller)).length >= MAX_WAITING_APPROVALS)
      throw createTooManyApprovalsError(MAX_WAITING_APPROVALS);
    const created = now();
    const approval: Approval = {
      id: createId(),
      owner: toOwner(caller),
      tool: each.name,
      input,
      summary: each.describe?.(parsed) ?? `${each.name} ${JSON.stringify(input)}`,
      createdAt: new Date(created).toISOString(),
      expiresAt: new Date(created + APPROVAL_TTL_MS).toISOString(),
    };
    await approvals.create(approval);
    await options.audit({ caller, tool: each.name, approval: approval.id, outcome: "waits" });
    return approval;
  }

  async function listWaiting(caller: AiCaller): Promise<readonly Approval[]> {
    const moment = new Date(now()).toISOString();
    return (await approvals.list(toOwner(caller))).filter(({ expiresAt }) => expiresAt > moment);
  }

  /** Finds the tool of a call and parses its input. A call that is refused is in the audit log like one that failed. */
  async function prepare({ name, input, caller, scope }: ToolCall) {
    const each = tools.find((known) => known.name === name);
    if (each === undefined) throw createUnknownToolError();
    const refuse = async (error: AppError) => {
      await options.audit({ caller, tool: name, outcome: "failed" });
      throw error;
    };
    if (!(await isAllowed(each, caller))) return await refuse(createUnknownToolError());
    if (scope === "read" && each.effect !== "read") return await refuse(createReadScopeError(name));
    const parsed = await each.input.safeParseAsync(input);
    if (!parsed.success) return await refuse(createInvalidInputError(name, parsed.error));
    return { each, parsed: parsed.data };
  }

  return {
    async toolsFor(caller) {
      const { tool } = await import("ai");
      const set: ToolSet = {};
      for (const each of tools) {
        if (!(await isAllowed(each, caller))) continue;
        set[each.name] = tool({
          description: each.description,
          inputSchema: each.input,
          execute: async (input, { abortSignal }) => {
            if (each.effect === "read")
              return await call(each, input, { caller, signal: abortSignal ?? new AbortController().signal });
            const { id } = await askFirst(each, input, input, caller);
            return { waits: "The user has to confirm this first; it has not been done.", approval: id };
          },
        });
      }
      return set;
    },
    async list(caller, scope) {
      const allowed: AiTool[] = [];
      for (const each of tools)
        if ((scope === "write" || each.effect === "read") && (await isAllowed(each, caller)))
          allowed.push(each);
      return allowed;
    },
    async run(given) {
      const { caller, signal, input } = given;
      const { each, parsed } = await prepare(given);
      if (each.effect === "read")
        return { kind: "done", result: await call(each, parsed, { caller, signal }) };
      return { kind: "waits", approval: await askFirst(each, input, parsed, caller) };
    },
    approvals: listWaiting,
    async confirm(caller, id, signal) {
      const approval = await approvals.take(toOwner(caller), id);
      if (approval === undefined || approval.expiresAt <= new Date(now()).toISOString())
        throw createUnknownApprovalError(id);
      const each = tools.find(({ name }) => name === approval.tool);
      const input = await each?.input.safeParseAsync(approval.input);
      if (each === undefined || !input?.success || !(await isAllowed(each, caller))) {
        await options.audit({ caller, tool: approval.tool, approval: id, outcome: "failed" });
        throw createInvalidApprovalError(approval.tool);
      }
      return await call(each, input.data, { caller, signal }, id);
    },
    async refuse(caller, id) {
      const approval = await approvals.take(toOwner(caller), id);
      if (approval === undefined) throw createUnknownApprovalError(id);
      await options.audit({ caller, tool: approval.tool, approval: id, outcome: "refused" });
    },
  };
}

/** The model reads what went wrong, so it gets the sentences that its caller may read, and nothing else of an error. */
function toToolError(error: unknown, log: Logger, name: string): Error {
  if (error instanceof AppError && error.audience === "public") return error;
  log.error({ err: error }, `the tool ${name} failed`);
  return createToolFailedError(name);
}

function limitResult(result: unknown): unknown {
  const text = JSON.stringify(result) ?? "null";
  if (text.length <= MAX_RESULT_CHARACTERS) return result ?? null;
  return { truncated: true, begin: text.slice(0, MAX_RESULT_CHARACTERS) };
}
