import { Field } from "./field.tsx";

/** How many characters a password may have. */
export interface PasswordLimits {
  minimum: number;
  maximum: number;
}

/** Where a new password is chosen. Length alone counts, so length alone is asked for. */
export function NewPasswordField({ label, limits }: { label: string; limits: PasswordLimits }) {
  const { minimum, maximum } = limits;
  return (
    <Field
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      hint={`At least ${minimum} characters. A few words in a row are easy to keep and hard to guess.`}
      minLength={minimum}
      maxLength={maximum}
      required
    />
  );
}
