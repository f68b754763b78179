import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { account } from "#app/services/auth/index.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { doneOf } from "../form/outcome.ts";
import { OutcomeNotice } from "../form/outcome-notice.tsx";
import { readForm, refused, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";

export const loader = ({ request }: LoaderFunctionArgs) => ({
  name: APP_NAME,
  token: new URL(request.url).searchParams.get("token") ?? "",
});

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  try {
    await account.verifyEmail(value("token"), senderOf(sent));
    return doneOf("The address is confirmed.", { todo: "The account is open now." });
  } catch (error) {
    return refused(error);
  }
}

/** Programs look at links in mails before people do, so that looking confirms nothing: the button does. */
export default function VerifyEmail() {
  const { name, token } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isOver = outcome?.kind === "done" || outcome?.code === "auth.bad-token";
  return (
    <Frame title="Confirm the address" name={name} ways={<TextLink to="/sign-in">Sign in</TextLink>}>
      {isOver ? (
        <>
          <OutcomeNotice id="outcome" outcome={outcome} />
          {outcome.kind === "failed" && (
            <p className="text-muted">To sign in with the password sends a new link, if one is needed.</p>
          )}
        </>
      ) : (
        <AuthForm outcome={outcome} action="Confirm">
          <p>With this button the e-mail address counts as yours, and the account opens.</p>
          <input type="hidden" name="token" value={token} />
        </AuthForm>
      )}
    </Frame>
  );
}
