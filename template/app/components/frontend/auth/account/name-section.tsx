import { Panel } from "../../ui/panel.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import type { Outcome } from "../form/outcome.ts";

export function NameSection({ name, outcome }: { name: string; outcome: Outcome | undefined }) {
  return (
    <Panel id="name" title="Name">
      <div className="max-w-md p-4">
        <AuthForm name="name" outcome={outcome} action="Change the name">
          <Field
            label="Display name"
            name="name"
            autoComplete="name"
            maxLength={100}
            defaultValue={name}
            required
          />
        </AuthForm>
      </div>
    </Panel>
  );
}
