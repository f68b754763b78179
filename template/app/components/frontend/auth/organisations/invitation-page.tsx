import { AppError } from "@aegis-stack/runtime/errors";
import {
  type ActionFunctionArgs,
  data,
  Form,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { invitations } from "#app/services/auth/organisations/index.ts";
import { Button } from "../../ui/button.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { OutcomeMessage } from "../form/outcome-message.tsx";
import { readForm, refused } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { signedIn, userOf } from "../guard.ts";

export const middleware = signedIn();

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { id, email } = userOf(context);
  const base = { application: APP_NAME, email };
  try {
    return { ...base, invitation: await invitations.show(id, params.invitation ?? "") };
  } catch (error) {
    if (error instanceof AppError && error.category === "not-found")
      return data({ ...base, invitation: undefined }, { status: 404 });
    throw error;
  }
}

export async function action(sent: ActionFunctionArgs & LoaderFunctionArgs) {
  const value = await readForm(sent);
  const { id } = userOf(sent.context);
  const { invitation = "" } = sent.params;
  try {
    if (value("answer") === "decline") {
      await invitations.decline(id, invitation);
      return redirect("/organisations");
    }
    return redirect(`/organisations/${await invitations.accept(id, invitation)}`);
  } catch (error) {
    return refused(error, sent);
  }
}

/** Where the link in an invitation's mail leads. Nothing happens before a button is pressed: links are opened by machines too. */
export default function Invitation() {
  const { application, email, invitation } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <Frame
      title="Invitation"
      name={application}
      ways={<TextLink to="/organisations">Your organisations</TextLink>}
    >
      <OutcomeMessage id="outcome" outcome={outcome} />
      {invitation === undefined ? (
        <p>
          There is no invitation here for {email}. It may have been answered or taken back, be too old, or be
          for another address: sign in with that one then.
        </p>
      ) : (
        <>
          <p className="[overflow-wrap:anywhere]">
            {invitation.invitedBy ?? "A member"} invites you to join{" "}
            <strong>{invitation.organisation.name}</strong> as {invitation.role}.
          </p>
          <Form method="post" reloadDocument className="flex gap-2">
            <Button type="submit" look="primary" name="answer" value="accept">
              Join
            </Button>
            <Button type="submit" name="answer" value="decline">
              Decline
            </Button>
          </Form>
        </>
      )}
    </Frame>
  );
}
