import { colours, printable } from "./terminal.ts";

export interface Progress {
  step(words: string): void;
  end(line: string): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/**
 * One line that lives while something takes its time, on standard error: a turning sign, the seconds, and what is going
 * on. Where nobody watches, one plain line at the start and one at the end.
 */
export function startProgress(title: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  if (!stream.isTTY) {
    stream.write(`${title}…\n`);
    return { step: () => {}, end: (line) => stream.write(`${line} (${seconds()})\n`) };
  }
  let words = "";
  let turn = 0;
  const draw = () => {
    const line = `${frames[turn++ % frames.length]} ${title} ${seconds()} ${words}`.slice(
      0,
      stream.columns - 1,
    );
    stream.write(`\r\x1b[2K${colours.cyan(line)}`);
  };
  const timer = setInterval(draw, 80);
  draw();
  return {
    step: (now) => {
      words = printable(now);
    },
    end: (line) => {
      clearInterval(timer);
      stream.write(`\r\x1b[2K${line} ${colours.dim(`(${seconds()})`)}\n`);
    },
  };
}
