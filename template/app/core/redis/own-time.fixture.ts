/** How exactly it is measured, in milliseconds. */
const TICK = 10;

/** Milliseconds that something takes, by a clock that stands still while this process gets no processor. */
export async function ownTime(work: () => Promise<unknown>): Promise<number> {
  let ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, TICK);
  try {
    await work();
  } finally {
    clearInterval(clock);
  }
  return ticks * TICK;
}
