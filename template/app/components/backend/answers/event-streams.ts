import { PassThrough, type Readable } from "node:stream";
import { AppError } from "@aegis-stack/runtime/errors";

/** Proxies drop a connection on which nothing moves, mostly after 60 s. Milliseconds. */
const HEARTBEAT = 15_000;

/** Bytes that may wait for one viewer. Who is further behind is dropped, comes back and gets the whole again. */
const BACKLOG = 262_144;

/** How long a browser waits before it opens a stream again. Milliseconds. */
const RETRY = 3_000;

export interface EventStreamsOptions {
  /** How many viewers there may be at once. */
  limit: number;
  /** Starts the news for the first viewer. The function it returns ends them, after the last one has left. */
  source(send: (event: string) => void): () => void;
}

/** One event in the format of server-sent events. JSON has no line breaks, so the data is always one line. */
export const formatEvent = (name: string, data: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** The same news for any number of viewers: produced once, formatted once. */
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
   * A stream that begins with `first` and goes on with the news until the viewer leaves.
   *
   * @throws AppError `events.full` (unavailable) when there are as many viewers as there may be
   */
  open(first: string): Readable {
    if (this.#viewers.size >= this.#limit) throw full();
    const viewer = new PassThrough();
    viewer.write(`retry: ${RETRY}\n\n${first}`);
    viewer.once("close", () => this.#leave(viewer));
    this.#viewers.add(viewer);
    this.#stop ??= this.#start();
    return viewer;
  }

  /** Ends every stream, after what was sent before. */
  end(): void {
    for (const viewer of this.#viewers) viewer.end();
  }

  #start(): () => void {
    const send = (text: string) => this.#send(text);
    const heartbeat = setInterval(send, HEARTBEAT, ": still here\n\n").unref();
    const stopSource = this.#source(send);
    return () => {
      clearInterval(heartbeat);
      stopSource();
    };
  }

  #send(text: string): void {
    for (const viewer of this.#viewers) {
      if (viewer.writableEnded) continue;
      if (viewer.writableLength + viewer.readableLength > BACKLOG) viewer.destroy();
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

const full = () =>
  new AppError({
    code: "events.full",
    kind: "unavailable",
    what: "The limit of event streams is reached.",
    todo: "Close one, or ask for the snapshot instead.",
    retryAfter: 10,
  });
