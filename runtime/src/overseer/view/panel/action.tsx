import { Form, useNavigation } from "react-router";
import type { PanelAction as PanelActionData } from "../../pages/panels.ts";
import { Button } from "../actions/button.tsx";
import { Confirm } from "../actions/confirm.tsx";
import { FormField } from "../worker/form-field.tsx";

interface PanelActionProps {
  action: PanelActionData;
  ask: string;
}

/** A form for an action; one that must be confirmed and takes no input asks in a dialog. */
export function PanelAction({ action: { name, title, confirm, fields }, ask }: PanelActionProps) {
  const { formData } = useNavigation();
  const isSending = formData?.get("intent") === name;
  if (confirm !== null && fields.length === 0) {
    return (
      <div className="px-4 py-3">
        <Confirm action={title} doing="In progress" title={`${title}?`} fields={{ intent: name }} ask={ask}>
          <p>{confirm}</p>
        </Confirm>
      </div>
    );
  }
  return (
    <Form method="post" preventScrollReset className="space-y-3 px-4 py-3">
      <input type="hidden" name="ask" value={ask} />
      <input type="hidden" name="intent" value={name} />
      {fields.map((field) => (
        <FormField key={field.name} field={{ ...field, label: field.name, name: `field.${field.name}` }} />
      ))}
      {confirm !== null && (
        <label className="flex items-baseline gap-2">
          <input type="checkbox" required className="size-4" />
          {confirm}
        </label>
      )}
      <Button type="submit">{isSending ? "In progress" : title}</Button>
    </Form>
  );
}
