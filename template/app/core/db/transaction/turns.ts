export interface TurnsOptions {
  /** Milliseconds to wait at the most; as long as it takes when not given. */
  patience?: number;
  /** What to reject with when a turn does not come in time. */
  tooLate?: () => Error;
}

/**
 * Lets one at a time through, in the order they came.
 *
 * @returns waits for a turn, and resolves to what ends it, to be called once
 */
export function createTurns({ patience, tooLate }: TurnsOptions = {}): () => Promise<() => void> {
  const waiting: (() => void)[] = [];
  let taken = false;

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else taken = false;
  }

  function wait(): Promise<void> {
    const turn = Promise.withResolvers<void>();
    waiting.push(turn.resolve);
    if (patience === undefined) return turn.promise;
    const giveUp = () => {
      const place = waiting.indexOf(turn.resolve);
      // Not there any more: the turn came just before.
      if (place === -1) return;
      waiting.splice(place, 1);
      turn.reject(tooLate?.() ?? new Error("waited too long"));
    };
    const timer = setTimeout(giveUp, patience);
    return turn.promise.finally(() => clearTimeout(timer));
  }

  return async () => {
    if (taken) await wait();
    taken = true;
    return leave;
  };
}
