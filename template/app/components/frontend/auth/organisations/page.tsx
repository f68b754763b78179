import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { organisations } from "#app/services/auth/organisations/index.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import { doneOf } from "../form/outcome.ts";
import { OutcomeMessage } from "../form/outcome-message.tsx";
import { readForm, refused } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { forms } from "./forms.ts";
import { memberOf, membershipOf } from "./guard.ts";
import { Invitations } from "./invitations.tsx";
import { Members } from "./members.tsx";

export const middleware = memberOf();

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { userId, organisation, role } = membershipOf(context);
  const done = forms.get(new URL(request.url).searchParams.get("done") ?? "")?.done;
  return {
    application: APP_NAME,
    userId,
    organisation: await organisations.show(userId, organisation.id),
    isAdmin: organisations.includesRole(role, "admin"),
    isOwner: role === "owner",
    done: done ? doneOf(done) : undefined,
  };
}

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const name = value("form");
  const membership = membershipOf(sent.context);
  const here = `/organisations/${membership.organisation.id}`;
  const form = forms.get(name);
  if (!form) return redirect(here);
  try {
    await form.work(value, membership);
    return redirect(form.leadsAway ? "/organisations" : `${here}?done=${name}`);
  } catch (error) {
    return refused(error, sent, { email: value("email"), name: value("name") });
  }
}

/** One organisation: who is in it, who is asked to join, and what can be done with it. */
export default function Organisation() {
  const { application, userId, organisation, isAdmin, isOwner, done } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>() ?? done;
  const { id, name, members, invitations } = organisation;
  return (
    <Frame
      title={name}
      name={application}
      isWide
      ways={<TextLink to="/organisations">Your organisations</TextLink>}
    >
      <OutcomeMessage id="outcome" outcome={outcome} />
      <Members members={members} own={userId} isAdmin={isAdmin} isOwner={isOwner} />
      {isAdmin && <Invitations invitations={invitations} isOwner={isOwner} />}
      {isAdmin && (
        <Panel id="name" title="Name">
          <div className="p-4">
            <AuthForm name="rename" outcome={undefined} action="Change the name">
              <Field label="New name" name="name" maxLength={100} defaultValue={name} required />
            </AuthForm>
          </div>
        </Panel>
      )}
      <Panel id="end" title={isOwner ? "Leave or delete" : "Leave"}>
        <div className="flex flex-wrap gap-2 p-4">
          <Confirm
            action="Leave"
            doing="Leaving"
            title={`Leave ${name}?`}
            fields={{ form: "leave" }}
            ask={`leave-${id}`}
          >
            <p>You lose access to the organisation. Its admins can invite you again.</p>
          </Confirm>
          {isOwner && (
            <Confirm
              action="Delete"
              doing="Deleting"
              title={`Delete ${name}?`}
              fields={{ form: "delete" }}
              ask={`delete-${id}`}
            >
              <p>
                Its memberships ({members.length}) and open invitations are deleted with it. This cannot be
                undone.
              </p>
            </Confirm>
          )}
        </div>
      </Panel>
    </Frame>
  );
}
