import { type ComponentProps, use, useId } from "react";
import { FormState } from "./form-state.ts";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  name: string;
  /** What is to be known before typing. */
  hint?: string;
}

/** One line of a form. It holds again what was typed when the form was refused, and has the focus if it is why. */
export function Field({ label, hint, defaultValue, autoFocus, ...rest }: FieldProps) {
  const id = useId();
  const { messageId, outcome } = use(FormState);
  const isFaulty = outcome?.field === rest.name;
  const described = [hint !== undefined && `${id}-hint`, isFaulty && messageId].filter(Boolean).join(" ");
  const input = {
    ...rest,
    id,
    defaultValue: outcome?.values[rest.name] ?? defaultValue,
    autoFocus: outcome ? isFaulty : autoFocus,
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <input
        {...input}
        aria-invalid={isFaulty || undefined}
        aria-describedby={described || undefined}
        className="h-9 w-full rounded-md border border-line bg-panel px-3 text-ink aria-invalid:border-unhealthy"
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
