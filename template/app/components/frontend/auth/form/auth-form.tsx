import { type ReactNode, useId } from "react";
import { Button } from "../../ui/button.tsx";
import { FormState } from "./form-state.ts";
import type { Outcome } from "./outcome.ts";
import { OutcomeMessage } from "./outcome-message.tsx";

interface AuthFormProps {
  /** What became of the page's form that was sent last. */
  outcome: Outcome | undefined;
  /** Which of the page's forms this is, where there are several. */
  name?: string;
  /** What the button says. */
  action: string;
  children?: ReactNode;
}

/**
 * A form that is sent as a document, scripts or not: one way that always works. What it says afterwards has the focus, or
 * the field that is to be corrected has it, so that it is read out.
 */
export function AuthForm({ outcome, name = "", action, children }: AuthFormProps) {
  const messageId = useId();
  const own = outcome?.form === name ? outcome : undefined;
  return (
    <FormState value={{ messageId, outcome: own }}>
      <form method="post" className="space-y-4">
        <OutcomeMessage id={messageId} outcome={own} />
        {name !== "" && <input type="hidden" name="form" value={name} />}
        {children}
        <Button type="submit" look="primary">
          {action}
        </Button>
      </form>
    </FormState>
  );
}
