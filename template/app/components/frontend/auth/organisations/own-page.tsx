import { displayName } from "@aegis-stack/runtime/auth";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { invitations, organisations } from "#app/services/auth/organisations/index.ts";
import { Panel } from "../../ui/panel.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import { readForm, refused } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { signedIn, userOf } from "../guard.ts";
import { read } from "./read.ts";

export const middleware = signedIn();

export async function loader({ context }: LoaderFunctionArgs) {
  const { id } = userOf(context);
  return {
    application: APP_NAME,
    own: await organisations.list(id),
    received: await invitations.listFor(id),
  };
}

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const name = value("name");
  try {
    const { id } = await organisations.create(userOf(sent.context).id, read(displayName, "The name", name));
    return redirect(`/organisations/${id}`);
  } catch (error) {
    return refused(error, sent, { name });
  }
}

/** The organisations of the signed-in user, and the open invitations. */
export default function OwnOrganisations() {
  const { application, own, received } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <Frame title="Organisations" name={application} isWide ways={<TextLink to="/account">Account</TextLink>}>
      {received.length > 0 && (
        <Panel id="invitations" title="Invitations">
          <ul className="divide-y divide-line">
            {received.map(({ id, organisation }) => (
              <li key={id} className="px-4 py-3">
                <TextLink to={`/invitations/${id}`}>{organisation.name}</TextLink>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel id="own" title="Your organisations">
        {own.length === 0 && <p className="p-4 text-muted">You are not a member of an organisation yet.</p>}
        <ul className="divide-y divide-line">
          {own.map(({ id, name, role }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 px-4 py-3">
              <TextLink to={`/organisations/${id}`}>{name}</TextLink>
              <span className="text-muted">{role}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel id="new" title="New organisation">
        <div className="p-4">
          <AuthForm outcome={outcome} action="Create the organisation">
            <Field label="Name" name="name" autoComplete="organization" maxLength={100} required />
          </AuthForm>
        </div>
      </Panel>
    </Frame>
  );
}
