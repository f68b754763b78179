import { useEffect, useRef } from "react";
import type { OpenChat } from "./page-data.ts";

/** What a page follows the answer of a worker with. */
export interface BackgroundResponseOptions {
  /** The page's data, as its loader returned it: another object each time that it has been read. */
  readonly open: Pick<OpenChat, "conversation" | "isResponding">;
  /** Streams the answer. Resolves when that has ended, also with an error, and at once where none is being written any more. */
  follow(): Promise<void>;
  /** The stream has ended: the page's data is to be read again. */
  onEnd(): void;
  /** The page's data says that the answer has ended. */
  onSettled(): void;
}

/** An answer that the page has begun to follow. */
interface FollowedResponse {
  readonly conversation: string;
  isOver: boolean;
}

/** Follows the answer that a worker writes, and again when its stream has ended and the page's data says that it is still being written. */
export function useBackgroundResponse(options: BackgroundResponseOptions): void {
  const { open } = options;
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
    const conversation = open.conversation?.id;
    if (!open.isResponding || conversation === undefined) {
      followed.current = undefined;
      if (before !== undefined && before.conversation === conversation) latest.current.onSettled();
      return;
    }
    if (before?.conversation === conversation && !before.isOver) return;
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
  }, [open]);
}
