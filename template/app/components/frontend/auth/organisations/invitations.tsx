import type { InvitationReport } from "@aegis-stack/runtime/auth/organisations";
import { Form } from "react-router";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import { RoleSelect } from "./role-select.tsx";

interface InvitationsProps {
  invitations: InvitationReport[];
  isOwner: boolean;
}

/** The open invitations, and a form for another one. */
export function Invitations({ invitations, isOwner }: InvitationsProps) {
  return (
    <Panel id="invitations" title="Invitations" aside="Valid for seven days">
      <ul className="divide-y divide-line border-b border-line empty:hidden">
        {invitations.map(({ id, email, role }) => (
          <li key={id} className="flex min-h-14 items-center justify-between gap-4 px-4 py-2">
            <p className="min-w-0 [overflow-wrap:anywhere]">
              {email}, <span className="text-muted">{role}</span>
            </p>
            <Form method="post" reloadDocument>
              <input type="hidden" name="form" value="cancel" />
              <input type="hidden" name="invitation" value={id} />
              <Button type="submit" aria-label={`Revoke the invitation of ${email}`}>
                Revoke
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <div className="p-4">
        <AuthForm name="invite" outcome={undefined} action="Invite">
          <Field label="E-mail address" name="email" type="email" maxLength={254} required />
          <div className="flex items-center gap-2">
            as <RoleSelect label="Role" value="member" isOwner={isOwner} />
          </div>
        </AuthForm>
      </div>
    </Panel>
  );
}
