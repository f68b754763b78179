import * as clack from "@clack/prompts";

export const back = Symbol("back");
export type Back = typeof back;

export interface Offered<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** The questions that can be asked. Escape answers `back`; Ctrl-C, or an interruption from outside, calls `onStop` and throws what it returns. */
export interface Prompts {
  text(
    message: string,
    initial: string,
    complaint: (value: string) => string | undefined,
  ): Promise<string | Back>;
  one<Value extends string>(
    message: string,
    offered: readonly Offered<Value>[],
    initial?: Value,
  ): Promise<Value | Back>;
  many<Value extends string>(
    message: string,
    offered: readonly Offered<Value>[],
    initial: readonly Value[],
  ): Promise<Value[] | Back>;
  show(title: string, lines: readonly string[]): void;
}

export interface PromptSurroundings {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  readonly onStop: () => Error;
}

function chosen<Value extends string>(
  offered: readonly Offered<Value>[],
  choice: readonly string[],
): Value[] {
  return offered.filter((option) => choice.includes(option.value)).map((option) => option.value);
}

export function createPrompts({ input, output, signal, onStop }: PromptSurroundings): Prompts {
  // The library says "cancelled" for Escape and for Ctrl-C alike: the last key tells them apart.
  async function promptUser<Value>(
    asking: (surroundings: clack.CommonOptions) => Promise<Value | typeof clack.CANCEL_SYMBOL>,
  ): Promise<Value | Back> {
    // The library listens on the signal and never stops: each question gets one of its own, which lasts as long.
    const question = new AbortController();
    const stop = () => question.abort();
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    let lastKey: string | undefined;
    const remember = (_letter: string | undefined, key: { name?: string } | undefined) => {
      lastKey = key?.name;
    };
    input.on("keypress", remember);
    try {
      const choice = await asking({ input, output, signal: question.signal });
      if (!clack.isCancel(choice)) return choice;
    } finally {
      signal.removeEventListener("abort", stop);
      input.off("keypress", remember);
    }
    if (lastKey === "escape" && !signal.aborted) return back;
    throw onStop();
  }

  return {
    text: (message, initial, complaint) =>
      promptUser((surroundings) =>
        clack.text({
          ...surroundings,
          message,
          // Shown until something is typed and taken when nothing is; as a text to edit it would be typed on to.
          placeholder: initial,
          defaultValue: initial,
          validate: (value) => complaint(value || initial),
        }),
      ),
    one: async (message, offered, initial) => {
      const options = offered.map((option) => ({ ...option }));
      const preset = initial === undefined ? {} : { initialValue: initial };
      const choice = await promptUser((surroundings) =>
        clack.select<string>({ ...surroundings, message, options, ...preset }),
      );
      return choice === back ? back : (chosen(offered, [choice])[0] ?? back);
    },
    many: async (message, offered, initial) => {
      const options = offered.map((option) => ({ ...option }));
      const preset = { initialValues: [...initial], required: false };
      const choice = await promptUser((surroundings) =>
        clack.multiselect<string>({ ...surroundings, message, options, ...preset }),
      );
      return choice === back ? back : chosen(offered, choice);
    },
    show: (title, lines) => clack.note(lines.join("\n"), title, { output, format: (line) => line }),
  };
}
