const DAY_MS = 86_400_000;

/**
 * When the first of so many days began. Days begin at midnight UTC, as those of budgets do; today is the last of them.
 *
 * @param now milliseconds since 1970
 * @returns ISO 8601
 */
export const findFirstDay = (now: number, days: number): string =>
  new Date(now - (now % DAY_MS) - (days - 1) * DAY_MS).toISOString();
