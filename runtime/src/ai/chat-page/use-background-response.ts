import { useCallback, useEffect, useRef } from "react";

/** What a page follows the answer of a worker with. */
export interface BackgroundResponseOptions {
  /** The conversation at the page's address. */
  readonly conversation: string | undefined;
  /** Whether a worker writes an answer in it, as the page's data says. */
  readonly isResponding: boolean;
  /** Streams the answer. Resolves when that has ended, and at once where none is being written any more. */
  follow(): Promise<void>;
  /** The stream has ended: the page's data is read again. */
  onEnd(): void;
  /** The page's data says that the answer has ended. */
  onSettled(): void;
}

/** An answer that the page has begun to follow. */
interface FollowedResponse {
  readonly conversation: string;
  isOver: boolean;
}

/** Follows the answer that a worker writes, once for each time that the page's data begins to say so. @returns whether it is being followed */
export function useBackgroundResponse(options: BackgroundResponseOptions): () => boolean {
  const { conversation, isResponding } = options;
  const followed = useRef<FollowedResponse>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  // A component that is mounted again has lost its stream.
  useEffect(() => {
    return () => {
      followed.current = undefined;
    };
  }, []);
  useEffect(() => {
    const before = followed.current;
    if (!isResponding || conversation === undefined) {
      followed.current = undefined;
      if (before !== undefined && before.conversation === conversation) latest.current.onSettled();
      return;
    }
    if (before?.conversation === conversation) return;
    const response: FollowedResponse = { conversation, isOver: false };
    followed.current = response;
    latest.current
      .follow()
      .catch(() => {})
      .then(() => {
        response.isOver = true;
        // Otherwise the page has gone to another conversation meanwhile.
        if (followed.current === response) latest.current.onEnd();
      });
  }, [conversation, isResponding]);
  return useCallback(() => followed.current?.isOver === false, []);
}
