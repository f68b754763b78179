import { Panel } from "../../ui/panel.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import type { Outcome } from "../form/outcome.ts";
import { NewPasswordField, type PasswordLimits } from "../form/password-field.tsx";

interface PasswordSectionProps {
  email: string;
  limits: PasswordLimits;
  outcome: Outcome | undefined;
}

export function PasswordSection({ email, limits, outcome }: PasswordSectionProps) {
  return (
    <Panel id="password" title="Password">
      <div className="max-w-md p-4">
        <AuthForm name="password" outcome={outcome} action="Change the password">
          {/* Tells a keeper of passwords whose it is. */}
          <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
          <Field
            label="Current password"
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <NewPasswordField label="New password" limits={limits} />
          <p className="text-muted">Every other session ends.</p>
        </AuthForm>
      </div>
    </Panel>
  );
}
