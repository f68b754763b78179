import { PASSWORD_LENGTH } from "@aegis-stack/runtime/auth";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { auth } from "#app/services/auth/index.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { OutcomeMessage } from "../form/outcome-message.tsx";
import { NewPasswordField } from "../form/password-field.tsx";
import { readForm, refused, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";

export const loader = ({ request }: LoaderFunctionArgs) => ({
  name: APP_NAME,
  token: new URL(request.url).searchParams.get("token") ?? "",
  limits: PASSWORD_LENGTH,
});

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  try {
    await auth.account.resetPassword(value("token"), value("password"), senderOf(sent));
    return redirect("/sign-in?done=reset");
  } catch (error) {
    return refused(error, sent);
  }
}

export default function ResetPassword() {
  const { name, token, limits } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <Frame
      title="Choose a new password"
      name={name}
      ways={
        <>
          <TextLink to="/sign-in">Sign in</TextLink>
          <TextLink to="/forgotten-password">Ask for a new link</TextLink>
        </>
      }
    >
      {outcome?.code === "auth.bad-token" ? (
        <OutcomeMessage id="outcome" outcome={outcome} />
      ) : (
        <AuthForm outcome={outcome} action="Set the password">
          <input type="hidden" name="token" value={token} />
          <NewPasswordField label="New password" limits={limits} />
        </AuthForm>
      )}
    </Frame>
  );
}
