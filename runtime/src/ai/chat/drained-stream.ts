/** A stream that ends well when its reader leaves. */
export interface DrainedStream<Part> {
  readonly stream: ReadableStream<Part>;
  /** Resolves when the source has ended; never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Passes a stream on. When its reader leaves, `leave` is called, and what remains of the source is read and dropped, so that its end is
 * reached and what it writes down at its end is written.
 */
export function drainWhenLeft<Part>(source: ReadableStream<Part>, leave: () => void): DrainedStream<Part> {
  const reader = source.getReader();
  const ended = Promise.withResolvers<void>();

  async function drain(): Promise<void> {
    try {
      while (!(await reader.read()).done);
    } catch {
      // It ended with an error that its reader would have seen.
    } finally {
      ended.resolve();
    }
  }

  const stream = new ReadableStream<Part>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          ended.resolve();
          controller.close();
        } catch (error) {
          ended.resolve();
          controller.error(error);
        }
      },
      cancel() {
        leave();
        void drain();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, ended: ended.promise };
}
