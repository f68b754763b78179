import type { Report } from "./report.ts";

/** How long what was done is remembered, in milliseconds: longer than anybody clicks twice. */
const REMEMBERED = 30_000;

/**
 * Makes a guard against forms that are sent twice: while one is being answered, and for a while after it was, the
 * same form gets the same answer. One that failed may be sent again at once.
 *
 * @param now milliseconds since 1970
 */
export function createOnce(now: () => number = Date.now) {
  const answers = new Map<string, { at: number; report: Promise<Report> }>();
  return function once(form: string, work: () => Promise<Report>): Promise<Report> {
    for (const [old, { at }] of answers) if (now() - at > REMEMBERED) answers.delete(old);
    const known = answers.get(form);
    if (known) return known.report;
    const forget = () => void answers.delete(form);
    const report = work();
    answers.set(form, { at: now(), report });
    report.then(({ kind }) => kind === "failed" && forget(), forget);
    return report;
  };
}
