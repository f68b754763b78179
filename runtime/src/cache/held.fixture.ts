/** A value that takes its time: it is read at once, and only handed over when the test lets it go. */
export function held<Value>(read: () => Value) {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    release: released.resolve,
    async make(): Promise<Value> {
      const value = read();
      begun.resolve();
      await released.promise;
      return value;
    },
  };
}
