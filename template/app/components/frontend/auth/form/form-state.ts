import { createContext } from "react";
import type { Outcome } from "./outcome.ts";

interface FormState {
  /** The id of what says what became of the form. */
  messageId: string;
  outcome: Outcome | undefined;
}

/** What a form's fields know of the form. */
export const FormState = createContext<FormState>({ messageId: "", outcome: undefined });
