import { colours, printable } from "./terminal.ts";

export interface Progress {
  step(words: string): void;
  end(line: string): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

const STOPPING_MESSAGE = "Stopping; Ctrl-C again ends at once";

/**
 * One line that lives while something takes its time, on standard error: a turning sign, the seconds, and what is going
 * on. Outside of a terminal, one plain line at the start and one at the end. An interruption shows at once.
 */
export function startProgress(
  title: string,
  signal: AbortSignal,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  if (!stream.isTTY) {
    stream.write(`${title}…\n`);
    const tell = () => void stream.write(`${STOPPING_MESSAGE}…\n`);
    signal.addEventListener("abort", tell, { once: true });
    return {
      step: () => {},
      end: (line) => {
        signal.removeEventListener("abort", tell);
        stream.write(`${line} (${seconds()})\n`);
      },
    };
  }
  let words = "";
  let turn = 0;
  const draw = () => {
    const shown = signal.aborted ? STOPPING_MESSAGE : `${title} ${seconds()} ${words}`;
    const line = `${frames[turn++ % frames.length]} ${shown}`.slice(0, stream.columns - 1);
    stream.write(`\r\x1b[2K${colours.cyan(line)}`);
  };
  const timer = setInterval(draw, 80);
  signal.addEventListener("abort", draw);
  draw();
  return {
    step: (now) => {
      words = printable(now);
    },
    end: (line) => {
      clearInterval(timer);
      signal.removeEventListener("abort", draw);
      stream.write(`\r\x1b[2K${line} ${colours.dim(`(${seconds()})`)}\n`);
    },
  };
}
