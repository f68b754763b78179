import type { Logger } from "pino";
import { type AiCaller, toOwner } from "../caller.ts";
import { createBudgetExceededError, createBudgetUnavailableError } from "../errors.ts";
import type { BudgetAmount, BudgetLimit, BudgetShare, BudgetStore } from "./budget-store.ts";

/** What budgets are kept with. */
export interface BudgetOptions {
  readonly store: BudgetStore;
  /** What one user, or one client without an account, may use a day. */
  readonly perCaller: BudgetLimit;
  /** What the whole application may use a day. */
  readonly application: BudgetLimit;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
}

/** An amount that was set aside for one request. */
export interface Reservation {
  /**
   * Replaces the amount by what was used. Never rejects: what cannot be written stays reserved, so a fault of the store never opens the
   * budget.
   */
  settle(used: BudgetAmount): Promise<void>;
}

/** The budgets of an application. */
export interface Budget {
  /**
   * Sets an amount aside before a request is made.
   *
   * @throws AppError `ai.budget-exceeded`, `ai.budget-unavailable`
   */
  reserve(caller: AiCaller, amount: BudgetAmount): Promise<Reservation>;
  /** What a caller has used today, and may. */
  read(caller: AiCaller): Promise<{ readonly used: BudgetAmount; readonly limit: BudgetLimit }>;
}

const APPLICATION_KEY = "application";

/** Visitors of one network, such as an office, that may use up their budgets on the same day. */
const MAX_VISITORS_PER_NETWORK = 5;

const multiply = ({ tokens, microUsd }: BudgetLimit, factor: number): BudgetLimit => ({
  tokens: tokens * factor,
  microUsd: microUsd === undefined ? undefined : microUsd * factor,
});

const DAY_MS = 86_400_000;

/** Creates the budgets of an application. Days begin at midnight UTC. Work of the application itself counts in its budget alone. */
export function createBudget({ store, perCaller, application, log, now }: BudgetOptions): Budget {
  const today = () => new Date(now()).toISOString().slice(0, 10);
  const sharesOf = (caller: AiCaller): readonly BudgetShare[] => {
    const whole = { key: APPLICATION_KEY, limit: application };
    if (caller.kind === "system") return [whole];
    const own = { key: toOwner(caller), limit: perCaller };
    if (caller.network === undefined) return [own, whole];
    const limit = multiply(perCaller, MAX_VISITORS_PER_NETWORK);
    return [own, { key: `visitor-network:${caller.network}`, limit }, whole];
  };

  return {
    async reserve(caller, amount) {
      const day = today();
      const shares = sharesOf(caller);
      const full = await store.reserve(shares, day, amount).catch((error: unknown) => {
        throw createBudgetUnavailableError(error);
      });
      if (full !== undefined) {
        const secondsLeft = Math.ceil((DAY_MS - (now() % DAY_MS)) / 1_000);
        throw createBudgetExceededError(
          full === APPLICATION_KEY ? "the application's" : "yours",
          secondsLeft,
        );
      }
      const keys = shares.map(({ key }) => key);
      return {
        async settle(used) {
          const difference = {
            tokens: used.tokens - amount.tokens,
            microUsd: used.microUsd - amount.microUsd,
          };
          try {
            await store.adjust(keys, day, difference);
          } catch (error) {
            log.warn({ err: error }, "a budget keeps what was reserved: what was used could not be written");
          }
        },
      };
    },
    async read(caller) {
      const [share] = sharesOf(caller);
      const { key, limit } = share ?? { key: APPLICATION_KEY, limit: application };
      const used = await store.read(key, today()).catch((error: unknown) => {
        throw createBudgetUnavailableError(error);
      });
      return { used, limit };
    },
  };
}
