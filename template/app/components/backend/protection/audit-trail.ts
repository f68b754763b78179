import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "#app/components/backend/services.ts";
import { API_PREFIX } from "#app/core/constants.ts";
import { askerOf } from "./operators-only.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

const VERBS: Readonly<Record<string, string>> = { PUT: "set", PATCH: "change", DELETE: "delete" };

/**
 * Keeps what operators do by the API: who, which route, to what, and whether it was done. Nothing of what was sent but
 * the path's parameters. A hook for `onSend` in the scope of all routes: an answer is not sent before it is kept.
 */
export function auditTrail({ audit }: Pick<Services, "audit">) {
  return async function keepDeed(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const by = READS.has(request.method) ? undefined : askerOf(request);
    if (!by) return;
    await audit.record({
      by,
      action: actionOf(request.method, request.routeOptions.url ?? ""),
      target: targetOf(request.params),
      outcome: reply.statusCode < 400 ? "done" : "failed",
    });
  };
}

/** A route in words: "POST /api/v1/jobs/:id/pause" is "jobs pause", "DELETE /api/v1/tasks/:id" is "tasks delete". */
export function actionOf(method: string, route: string): string {
  const steps = route.slice(API_PREFIX.length).split("/").filter(Boolean);
  const words = steps.filter((step) => !step.startsWith(":"));
  const verb = VERBS[method] ?? (words.length === 1 ? "create" : undefined);
  return [...words, ...(verb === undefined ? [] : [verb])].join(" ");
}

/** Parameters of a path: they name things, and hold nothing else. */
function targetOf(params: unknown): string | undefined {
  if (typeof params !== "object" || params === null) return undefined;
  return Object.values(params).join(" ") || undefined;
}
