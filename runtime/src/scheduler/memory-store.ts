import {
  createRequestedRun,
  createUnknownJobError,
  decideRuns,
  EXPIRED_LEASE_MESSAGE,
  findStartableRuns,
  isRescheduled,
} from "./decide-runs.ts";
import { getJobDefinition } from "./job.ts";
import { type JobRecord, type JobStore, MAX_RUNS_PER_JOB, type SchedulerRecord } from "./job-store.ts";
import { isFinished, type Run } from "./run.ts";

interface StoredRun extends Run {
  leaseUntil: number;
}

/**
 * Keeps jobs and runs in this process: for one scheduler, and gone when it ends.
 *
 * @param time milliseconds since 1970, by the clock that leases are measured with
 */
export function createMemoryJobStore(time: () => number = Date.now): JobStore {
  const jobs = new Map<string, JobRecord>();
  const listed = new Set<string>();
  const schedulers = new Map<string, SchedulerRecord>();
  let runs: StoredRun[] = [];
  let count = 0;

  const addRun = (run: Omit<Run, "id">, leaseUntil = 0): StoredRun => {
    count += 1;
    const kept = { ...run, id: String(count), leaseUntil };
    runs.push(kept);
    return kept;
  };
  const openOf = (jobId: string) => runs.filter((run) => run.jobId === jobId && !isFinished(run));
  const jobOf = (jobId: string): JobRecord => {
    const job = listed.has(jobId) ? jobs.get(jobId) : undefined;
    if (!job) throw createUnknownJobError(jobId);
    return job;
  };
  const newest = (jobId?: string) =>
    runs
      .filter((run) => (jobId === undefined ? listed.has(run.jobId) : run.jobId === jobId))
      .toSorted((one, other) => other.scheduledFor - one.scheduledFor || Number(other.id) - Number(one.id));
  const prune = (jobId: string) => {
    const old = new Set(newest(jobId).filter(isFinished).slice(MAX_RUNS_PER_JOB));
    if (old.size > 0) runs = runs.filter((run) => !old.has(run));
  };
  /** Whether the tick has a line already. One that was only missed makes room. */
  const isTaken = ({ jobId, scheduledFor }: Omit<Run, "id">): boolean => {
    const existing = runs.find(
      (run) => run.jobId === jobId && run.scheduledFor === scheduledFor && run.trigger !== "request",
    );
    if (existing?.status !== "missed") return existing !== undefined;
    runs = runs.filter((run) => run !== existing);
    return false;
  };

  return {
    lasting: false,
    time: async () => time(),

    async register(facts, now) {
      listed.clear();
      for (const job of facts) {
        listed.add(job.id);
        const known = jobs.get(job.id);
        const lastTick = known && !isRescheduled(known, job) ? known.lastTick : now;
        jobs.set(job.id, { ...getJobDefinition(job), lastTick, pausedAt: known?.pausedAt ?? null });
      }
    },
    async jobs() {
      return [...listed].toSorted().map((id) => ({ ...jobOf(id) }));
    },
    async runs({ jobId, limit, over = false }) {
      return newest(jobId)
        .filter((run) => !over || isFinished(run))
        .slice(0, limit)
        .map(publicRun);
    },
    async latest() {
      return [...listed].flatMap((jobId) => {
        const all = newest(jobId);
        const last = all.find(({ status }) => status === "succeeded" || status === "failed");
        return [...all.filter((run) => !isFinished(run)), ...(last ? [last] : [])].map(publicRun);
      });
    },

    async pause(jobId, pausedAt, now) {
      const job = jobOf(jobId);
      if (pausedAt === null && job.pausedAt !== null) job.lastTick = Math.max(job.lastTick, now);
      job.pausedAt = pausedAt;
    },
    async request(jobId, now) {
      return publicRun(addRun(createRequestedRun(jobOf(jobId), openOf(jobId), now)));
    },

    async advance(due, claim) {
      const started: Run[] = [];
      const lookAt = due.map(({ job, plan }) => {
        const record = listed.has(job.id) ? jobs.get(job.id) : undefined;
        if (!record) return undefined;
        const planned = plan(record.lastTick);
        record.lastTick = planned.lastTick;
        if (record.pausedAt !== null) return planned.lookAt;
        for (const run of decideRuns(job, planned, openOf(job.id), claim)) {
          if (isTaken(run)) continue;
          const kept = addRun(run, time() + claim.lease);
          if (run.status === "running") started.push(publicRun(kept));
        }
        prune(job.id);
        return planned.lookAt;
      });
      return { started, lookAt };
    },
    async takeWaiting(facts, { scheduler, now, lease }) {
      const taken = facts.flatMap((job) => findStartableRuns(job, openOf(job.id)));
      return taken.flatMap((waiting) => {
        const run = runs.find(({ id }) => id === waiting.id);
        if (!run) return [];
        Object.assign(run, { status: "running", startedAt: now, scheduler, leaseUntil: time() + lease });
        return publicRun(run);
      });
    },
    async finish(runId, scheduler, { status, message }, now) {
      const run = runs.find((kept) => kept.id === runId);
      if (run?.status !== "running" || run.scheduler !== scheduler) return false;
      Object.assign(run, { status, message, finishedAt: now });
      prune(run.jobId);
      return true;
    },

    async recordHeartbeat({ now, lease, running, ...scheduler }) {
      const mine = runs.filter((run) => running.includes(run.id));
      const lost = running.filter((id) => !mine.some((run) => run.id === id && run.status === "running"));
      for (const run of mine) run.leaseUntil = time() + lease;
      const dead = runs.filter(({ status, leaseUntil }) => status === "running" && leaseUntil < time());
      for (const run of dead)
        Object.assign(run, { status: "failed", message: EXPIRED_LEASE_MESSAGE, finishedAt: now });
      const skew = now - time();
      schedulers.set(scheduler.id, { ...scheduler, seenAt: time(), skew });
      return { skew, lost, expired: dead.map(publicRun) };
    },
    async schedulers() {
      return [...schedulers.values()];
    },
    async removeScheduler(scheduler) {
      schedulers.delete(scheduler);
    },
  };
}

const publicRun = ({ leaseUntil: _, ...run }: StoredRun): Run => ({ ...run });
