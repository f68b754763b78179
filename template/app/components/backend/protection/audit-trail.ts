import { OPERATOR_API_PREFIX } from "@aegis-stack/runtime/address";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "#app/components/backend/services.ts";
import { isRecordedByService } from "#app/services/auth/audit/actions.ts";
import { askerOf } from "./operators-only.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

const VERBS: Readonly<Record<string, string>> = { PUT: "set", PATCH: "change", DELETE: "delete" };

/**
 * Keeps what operators do by the API: who, which route, to what, and whether it was done. Nothing of what was sent but
 * what names the target. A hook for `onSend` in the scope of all routes: an answer is not sent before it is kept.
 */
export function auditTrail({ audit }: Pick<Services, "audit">) {
  return async function keepDeed(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const by = READS.has(request.method) ? undefined : askerOf(request);
    if (!by) return;
    const { url = "", config } = request.routeOptions;
    // A body that was refused may hold anything, a password in the wrong field as well.
    const field = reply.statusCode === 400 ? undefined : config.audit?.target;
    const target = targetOf(request, field) ?? config.audit?.always;
    const action = config.audit?.action ?? actionOf(request.method, url);
    const outcome = reply.statusCode < 400 ? "done" : "failed";
    if (isRecordedByService(action, outcome)) return;
    await audit.record({ by, action, target, outcome });
  };
}

/** A route in words: "POST /overseer/api/jobs/:id/pause" is "jobs pause", "DELETE /overseer/api/tasks/:id" is "tasks delete". */
export function actionOf(method: string, route: string): string {
  const steps = route.slice(OPERATOR_API_PREFIX.length).split("/").filter(Boolean);
  const words = steps.filter((step) => !step.startsWith(":"));
  const verb = VERBS[method] ?? (words.length === 1 ? "create" : undefined);
  return [...words, ...(verb === undefined ? [] : [verb])].join(" ");
}

/** Parameters of a path name things and hold nothing else; a body may hold more, so that one field of it is taken. */
function targetOf({ params, body }: FastifyRequest, field: string | undefined): string | undefined {
  const named = Object.values(Object(params));
  const value: unknown = field === undefined ? undefined : Object(body)[field];
  if (typeof value === "string") named.push(value);
  return named.join(" ") || undefined;
}
