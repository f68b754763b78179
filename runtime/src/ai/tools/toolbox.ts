import type { ToolSet } from "ai";
import type { Logger } from "pino";
import { AppError } from "../../errors/index.ts";
import { type AiCaller, toOwner } from "../caller.ts";
import type { AiTool, ToolContext } from "./ai-tool.ts";
import type { Approval, ApprovalStore } from "./approvals.ts";

/** How long a call waits to be confirmed. */
const APPROVAL_TTL_MS = 86_400_000;

/** More than a model can use of one result, and what a reader of the conversation has to load. */
const MAX_RESULT_CHARACTERS = 50_000;

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
      throw toToolError(error, options.log, each.name);
    }
  }

  async function askFirst(each: AiTool, input: unknown, caller: AiCaller): Promise<unknown> {
    const created = now();
    const approval: Approval = {
      id: createId(),
      owner: toOwner(caller),
      tool: each.name,
      input,
      summary: each.describe?.(input) ?? `${each.name} ${JSON.stringify(input)}`,
      createdAt: new Date(created).toISOString(),
      expiresAt: new Date(created + APPROVAL_TTL_MS).toISOString(),
    };
    await approvals.create(approval);
    await options.audit({ caller, tool: each.name, approval: approval.id, outcome: "waits" });
    return { waits: "The user has to confirm this first; it has not been done.", approval: approval.id };
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
          execute: (input, { abortSignal }) =>
            each.effect === "read"
              ? call(each, input, { caller, signal: abortSignal ?? new AbortController().signal })
              : askFirst(each, input, caller),
        });
      }
      return set;
    },
    async approvals(caller) {
      const moment = new Date(now()).toISOString();
      return (await approvals.list(toOwner(caller))).filter(({ expiresAt }) => expiresAt > moment);
    },
    async confirm(caller, id, signal) {
      const approval = await approvals.take(toOwner(caller), id);
      if (approval === undefined || approval.expiresAt <= new Date(now()).toISOString())
        throw createUnknownApprovalError(id);
      const each = tools.find(({ name }) => name === approval.tool);
      const input = each?.input.safeParse(approval.input);
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
  return new Error(`The tool ${name} failed.`);
}

function limitResult(result: unknown): unknown {
  const text = JSON.stringify(result) ?? "null";
  if (text.length <= MAX_RESULT_CHARACTERS) return result ?? null;
  return { truncated: true, begin: text.slice(0, MAX_RESULT_CHARACTERS) };
}

const createUnknownApprovalError = (id: string) =>
  new AppError({
    code: "ai.unknown-approval",
    category: "not-found",
    message: `Nothing waits for you under ${id}.`,
    hint: "It may be decided or expired; list what waits.",
  });

const createInvalidApprovalError = (tool: string) =>
  new AppError({
    code: "ai.approval-invalid",
    category: "conflict",
    message: `${tool} can no longer be run as it was asked for.`,
    hint: "Ask again: the tool, its input or your rights have changed.",
  });
