import type { MemberReport } from "@aegis-stack/runtime/auth/organisations";
import { Form } from "react-router";
import type { OrganisationRole } from "#app/services/auth/organisations/roles.ts";
import { Button } from "../../ui/button.tsx";
import { Confirm } from "../../ui/confirm.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RoleSelect } from "./role-select.tsx";

interface MembersProps {
  members: MemberReport<OrganisationRole>[];
  /** The id of the signed-in user. */
  own: string;
  isAdmin: boolean;
  isOwner: boolean;
}

export function Members({ members, own, isAdmin, isOwner }: MembersProps) {
  const mayChange = ({ role, userId }: MemberReport<OrganisationRole>) =>
    isAdmin && userId !== own && (isOwner || role !== "owner");
  return (
    <Panel id="members" title="Members" aside={`${members.length} in all`}>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <li
            key={member.userId}
            className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2"
          >
            <div className="min-w-0">
              <p className="font-medium [overflow-wrap:anywhere]">
                {member.name}
                {member.userId === own && <span className="font-normal text-muted"> · you</span>}
              </p>
              <p className="text-xs text-muted [overflow-wrap:anywhere]">
                {member.email}, {member.role}
              </p>
            </div>
            {mayChange(member) && (
              <div className="flex flex-wrap gap-2">
                <Form method="post" reloadDocument className="flex gap-2">
                  <input type="hidden" name="form" value="role" />
                  <input type="hidden" name="member" value={member.userId} />
                  <RoleSelect label={`Role of ${member.name}`} value={member.role} isOwner={isOwner} />
                  <Button type="submit" aria-label={`Set the role of ${member.name}`}>
                    Set
                  </Button>
                </Form>
                <Confirm
                  action="Remove"
                  doing="Removing"
                  title={`Remove ${member.name}?`}
                  fields={{ form: "remove", member: member.userId }}
                  ask={`remove-${member.userId}`}
                >
                  <p>They lose access to the organisation. Their account stays.</p>
                </Confirm>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
