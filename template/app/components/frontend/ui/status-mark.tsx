import type { HealthStatus } from "@aegis-stack/runtime/health";

/** `none` is for what has nothing to check, such as a command that runs on demand. */
export type MarkStatus = HealthStatus | "none";

/** A shape and a word for each, so that colour only repeats what is already said. */
const STATUS_SYMBOLS: Record<MarkStatus, { word: string; color: string; path: string }> = {
  healthy: { word: "Healthy", color: "text-healthy", path: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z" },
  info: { word: "Info", color: "text-info", path: "M1.5 1.5h9v9h-9Z" },
  warning: { word: "Warning", color: "text-warning", path: "M6 .8 11.6 11H.4Z" },
  unhealthy: { word: "Unhealthy", color: "text-unhealthy", path: "M6 .2 11.8 6 6 11.8.2 6Z" },
  none: {
    word: "No check",
    color: "text-muted",
    path: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Zm0 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
  },
};

export const statusWord = (status: MarkStatus): string => STATUS_SYMBOLS[status].word;

const LOOK_CLASSES = {
  /** The word is there for a screen reader and on hover, where a row has no room for it. */
  dot: { gap: "", mark: "size-3", word: "sr-only" },
  word: { gap: "gap-2", mark: "size-3", word: "font-medium" },
  headline: { gap: "gap-3", mark: "size-5", word: "text-2xl font-semibold" },
} as const;

interface StatusMarkProps {
  status: MarkStatus;
  /** What it says instead of the status's own word. */
  word?: string;
  as?: keyof typeof LOOK_CLASSES;
}

export function StatusMark({ status, word = statusWord(status), as = "word" }: StatusMarkProps) {
  const { color, path } = STATUS_SYMBOLS[status];
  const look = LOOK_CLASSES[as];
  return (
    <span
      className={`inline-flex items-center whitespace-nowrap ${look.gap} ${color}`}
      title={as === "dot" ? word : undefined}
    >
      <svg viewBox="0 0 12 12" className={`shrink-0 fill-current ${look.mark}`} aria-hidden="true">
        <path d={path} fillRule="evenodd" />
      </svg>
      <span className={look.word}>{word}</span>
    </span>
  );
}
