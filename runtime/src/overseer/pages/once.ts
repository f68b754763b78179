import type { Report } from "./report.ts";

/** How long an outcome is remembered: longer than a user clicks twice. */
const REMEMBERED_MS = 30_000;

/** Does what a form requests, once for each form. */
export type Once = (form: string, work: () => Promise<Report>) => Promise<Report>;

/**
 * Creates a guard against forms that are sent twice: while one is in progress, and for a while after it ended, the same
 * form gets the same outcome. One that failed may be sent again at once.
 *
 * @param now milliseconds since 1970
 */
export function createOnce(now: () => number = Date.now): Once {
  const outcomes = new Map<string, { at: number; report: Promise<Report> }>();
  return function once(form, work) {
    for (const [old, { at }] of outcomes) if (now() - at > REMEMBERED_MS) outcomes.delete(old);
    const known = outcomes.get(form);
    if (known) return known.report;
    const forget = () => void outcomes.delete(form);
    const report = work();
    outcomes.set(form, { at: now(), report });
    report.then(({ kind }) => kind === "failed" && forget(), forget);
    return report;
  };
}
