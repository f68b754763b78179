import { PassThrough, type Readable } from "node:stream";
import { AppError } from "../../errors/index.ts";

/** Proxies close an idle connection, most of them after 60 s. */
const HEARTBEAT_INTERVAL_MS = 15_000;

/** Calls `send` with a comment in regular intervals, so that no proxy closes the stream. @returns a function that ends it */
export function sendHeartbeats(send: (comment: string) => void): () => void {
  const timer = setInterval(send, HEARTBEAT_INTERVAL_MS, ": still here\n\n").unref();
  return () => clearInterval(timer);
}

/** A viewer that is further behind is disconnected, reconnects and receives the first event again. */
const MAX_BUFFERED_BYTES = 262_144;

/** How long a browser waits before it reconnects. */
const RECONNECT_DELAY_MS = 3_000;

/** What a set of event streams is created from. */
export interface EventStreamsOptions {
  /** The number of viewers at once. */
  readonly limit: number;
  /** Starts to send events when the first viewer arrives. The function that it returns is called when the last one has left. */
  source(send: (event: string) => void): () => void;
}

/** Formats an event as a server-sent event. JSON has no line breaks, so the data is always one line. */
export const formatEvent = (name: string, data: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** The same events for any number of viewers: produced once, formatted once. */
export class EventStreams {
  readonly #limit: number;
  readonly #source: EventStreamsOptions["source"];
  readonly #viewers = new Set<PassThrough>();
  #stop: (() => void) | undefined;

  constructor({ limit, source }: EventStreamsOptions) {
    this.#limit = limit;
    this.#source = source;
  }

  /**
   * Opens a stream that begins with `first` and continues with the events of the source until the viewer leaves.
   *
   * @throws AppError `events.full` (unavailable) when the limit of viewers is reached
   */
  open(first: string): Readable {
    if (this.#viewers.size >= this.#limit) throw createFullError();
    const viewer = new PassThrough();
    viewer.write(`retry: ${RECONNECT_DELAY_MS}\n\n${first}`);
    viewer.once("close", () => this.#leave(viewer));
    this.#viewers.add(viewer);
    this.#stop ??= this.#start();
    return viewer;
  }

  /** Ends every stream after the events that were sent before. */
  end(): void {
    for (const viewer of this.#viewers) viewer.end();
  }

  #start(): () => void {
    const send = (text: string) => this.#send(text);
    const stopHeartbeats = sendHeartbeats(send);
    const stopSource = this.#source(send);
    return () => {
      stopHeartbeats();
      stopSource();
    };
  }

  #send(text: string): void {
    for (const viewer of this.#viewers) {
      if (viewer.writableEnded) continue;
      if (viewer.writableLength + viewer.readableLength > MAX_BUFFERED_BYTES) viewer.destroy();
      else viewer.write(text);
    }
  }

  #leave(viewer: PassThrough): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }
}

const createFullError = () =>
  new AppError({
    code: "events.full",
    category: "unavailable",
    message: "The limit of event streams is reached.",
    hint: "Close one, or ask for the snapshot instead.",
    retryAfter: 10,
  });
