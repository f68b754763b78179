import type { z } from "zod";

/** A part of a panel, declared as data. */
export type Block =
  | {
      readonly kind: "figures";
      readonly items: readonly {
        readonly label: string;
        readonly value: number | string;
        readonly unit?: string;
      }[];
    }
  | {
      readonly kind: "table";
      /** The headings. */
      readonly columns: readonly string[];
      /** The cells of each row, in the order of the columns; null is an empty cell. */
      readonly rows: readonly (readonly (string | number | null)[])[];
    };

/** Something that an operator can do on a panel, by a form of the input's fields. */
export interface Action {
  /** Unique in its panel. */
  readonly name: string;
  readonly title: string;
  /** The consequence, as a sentence: a dialog asks with it before the action runs. */
  readonly confirm?: string;
  /** JSON schema of the input: one field of the form for each property. */
  readonly form: Readonly<Record<string, unknown>>;
  /**
   * Resolves to the sentence that the page reports.
   *
   * @throws AppError when the input is not valid or the action fails
   */
  run(input: unknown): Promise<string>;
}

/** A page of an owner or a third party in Overseer, below `/overseer/panels/`. */
export interface Panel {
  /** Unique in an application; the last step of the page's path. */
  readonly name: string;
  readonly title: string;
  /** Reads what the page shows, each time it is shown. */
  load(): Promise<readonly Block[]>;
  readonly actions?: readonly Action[];
}

/** What `defineAction` is given. */
export interface ActionOptions<Input extends z.core.$ZodType> {
  readonly name: string;
  readonly title: string;
  readonly confirm?: string;
  /** What the form must contain: an object of text, numbers, flags and choices. */
  readonly input: Input;
  /** Resolves to the sentence that the page reports. */
  run(input: z.core.output<Input>): Promise<string>;
}
