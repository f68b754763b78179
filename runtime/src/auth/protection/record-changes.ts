import type { FastifyReply, FastifyRequest } from "fastify";
import { OPERATOR_API_PREFIX } from "../../address/index.ts";
import type { AuditLog } from "../auth.ts";
import { getRequester } from "./require-operator.ts";

const READING_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

const VERB_BY_METHOD: Readonly<Record<string, string>> = { PUT: "set", PATCH: "change", DELETE: "delete" };

/**
 * Creates a hook for `onSend` that records what operators change by the API: the operator, the route, its target and the
 * outcome. Of what was sent, only the name of the target is recorded. The response is sent once that is done.
 */
export function createChangeRecorder(audit: Pick<AuditLog, "record">) {
  return async function recordChange(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const by = READING_METHODS.has(request.method) ? undefined : getRequester(request);
    if (!by) return;
    const { url = "", config } = request.routeOptions;
    // A refused body may hold anything, also a password in the wrong field.
    const field = reply.statusCode === 400 ? undefined : config.audit?.target;
    const target = findTarget(request, field) ?? config.audit?.always;
    const action = config.audit?.action ?? formatAction(request.method, url);
    await audit.record({ by, action, target, outcome: reply.statusCode < 400 ? "done" : "failed" });
  };
}

/** A route in words: "POST /overseer/api/jobs/:id/pause" is "jobs pause", "DELETE /overseer/api/tasks/:id" is "tasks delete". */
export function formatAction(method: string, route: string): string {
  const steps = route.slice(OPERATOR_API_PREFIX.length).split("/").filter(Boolean);
  const words = steps.filter((step) => !step.startsWith(":"));
  const verb = VERB_BY_METHOD[method] ?? (words.length === 1 ? "create" : undefined);
  return [...words, ...(verb === undefined ? [] : [verb])].join(" ");
}

/** Parameters of a path name things and hold nothing else; a body may hold more, so that one field of it is taken. */
function findTarget({ params, body }: FastifyRequest, field: string | undefined): string | undefined {
  const names = Object.values(Object(params));
  const value: unknown = field === undefined ? undefined : Object(body)[field];
  if (typeof value === "string") names.push(value);
  return names.join(" ") || undefined;
}
