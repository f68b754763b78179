import { type ActionFunctionArgs, useActionData, useLoaderData } from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { auth } from "#app/services/auth/index.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import { doneOf } from "../form/outcome.ts";
import { readForm, refused, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { LookAtMail } from "../look-at-mail.tsx";
import { mailOnItsWay } from "../mail-on-its-way.ts";

export const loader = () => ({ name: APP_NAME, mail: mailOnItsWay() });

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const email = value("email");
  try {
    await auth.account.requestReset(email, senderOf(sent));
    return doneOf("Check your mail.", { values: { email } });
  } catch (error) {
    return refused(error, sent, { email });
  }
}

export default function ForgottenPassword() {
  const { name, mail } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <Frame
      title="Forgotten password"
      name={name}
      ways={
        <>
          <TextLink to="/sign-in">Sign in</TextLink>
          <TextLink to="/sign-up">Create an account</TextLink>
        </>
      }
    >
      {outcome?.kind === "done" ? (
        <LookAtMail to={outcome.values.email ?? ""} mail={mail}>
          If there is an account with this address, it contains a link to choose a new password. The link is
          valid for one hour.
        </LookAtMail>
      ) : (
        <AuthForm outcome={outcome} action="Send the link">
          <Field
            label="E-mail address"
            name="email"
            type="email"
            autoComplete="username"
            hint="A link to choose a new password is sent there."
            required
            autoFocus
          />
        </AuthForm>
      )}
    </Frame>
  );
}
