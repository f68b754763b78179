import { Writable } from "node:stream";
import type { ReactNode } from "react";
import { renderToPipeableStream } from "react-dom/server";

/** The request that a document answers, and the response that it becomes. */
export interface DocumentOptions {
  readonly status: number;
  readonly headers: Headers;
  /** The nonce of the Content-Security-Policy: every inline script carries it. */
  readonly nonce: string;
  /** Aborts when the document is no longer needed. */
  readonly signal: AbortSignal;
  /** Called for each fault that a boundary of the document has caught, and for none that leaves no document. */
  onError(error: unknown): void;
}

/**
 * Renders a document whole, by Node's streams: the status of the response is then always true, browsers without scripts, or
 * robots, get all of it, and it is sent in one piece. No cache may keep it unless `headers` say otherwise: it carries a nonce
 * of its own.
 *
 * @param document the root of the React tree
 * @returns the response, with its length
 * @throws what leaves no document at all
 */
export async function renderDocument(
  document: ReactNode,
  { status, headers, nonce, signal, onError }: DocumentOptions,
): Promise<Response> {
  const body = await renderWhole(document, { nonce, signal, onError });
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("content-length", String(body.length));
  if (!headers.has("cache-control")) headers.set("cache-control", "private, no-cache");
  return new Response(body, { status, headers });
}

function renderWhole(
  document: ReactNode,
  { nonce, signal, onError }: Pick<DocumentOptions, "nonce" | "signal" | "onError">,
): Promise<Buffer<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer>>();
  const chunks: Buffer[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    final(done) {
      resolve(Buffer.concat(chunks));
      done();
    },
  });
  /** The faults before the shell is there: which of them leaves no document is known only then. */
  let early: unknown[] | null = [];
  const report = (faults: readonly unknown[] | null) => {
    for (const fault of faults ?? []) onError(fault);
    early = null;
  };
  const { pipe, abort } = renderToPipeableStream(document, {
    nonce,
    onShellReady: () => report(early),
    onShellError(error) {
      report(early?.filter((fault) => fault !== error) ?? null);
      reject(error);
    },
    onAllReady() {
      // Not at once: React calls this while it still aborts, and would find its own tasks unfinished.
      queueMicrotask(() => pipe(destination));
    },
    onError(error) {
      if (early === null) onError(error);
      else early.push(error);
    },
  });
  const giveUp = () => abort(signal.reason);
  if (signal.aborted) giveUp();
  else signal.addEventListener("abort", giveUp, { once: true });
  return promise.finally(() => signal.removeEventListener("abort", giveUp));
}
