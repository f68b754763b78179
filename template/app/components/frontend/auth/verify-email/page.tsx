import { PASSWORD_LENGTH } from "@aegis-stack/runtime/auth";
import { type ActionFunctionArgs, type LoaderFunctionArgs, useActionData, useLoaderData } from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { auth } from "#app/services/auth/index.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import { doneOf } from "../form/outcome.ts";
import { OutcomeMessage } from "../form/outcome-message.tsx";
import { NewPasswordField } from "../form/password-field.tsx";
import { readForm, refused, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";

const NEW_PASSWORD = "new-password";

export const loader = ({ request }: LoaderFunctionArgs) => ({
  name: APP_NAME,
  token: new URL(request.url).searchParams.get("token") ?? "",
  limits: PASSWORD_LENGTH,
});

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const form = value("form");
  const shown = form === NEW_PASSWORD ? { newPassword: value("password") } : { password: value("current") };
  try {
    await auth.account.verifyEmail(value("token"), shown, senderOf(sent));
    return doneOf("The address is confirmed.", { hint: "The account is active. Sign in with the password." });
  } catch (error) {
    return refused(error, sent, {}, form);
  }
}

/**
 * Confirms an address. The link alone is not enough: another person may have signed up with this address, and would
 * know the password. So the page asks for it, or for a new one that replaces it.
 */
export default function VerifyEmail() {
  const { name, token, limits } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isOver = outcome?.kind === "done" || outcome?.code === "auth.bad-token";
  return (
    <Frame title="Confirm the address" name={name} ways={<TextLink to="/sign-in">Sign in</TextLink>}>
      {isOver ? (
        <>
          <OutcomeMessage id="outcome" outcome={outcome} />
          {outcome.kind === "failed" && (
            <p className="text-muted">If a new link is needed, signing in with the password sends one.</p>
          )}
        </>
      ) : (
        <>
          <AuthForm name="password" outcome={outcome} action="Confirm">
            <input type="hidden" name="token" value={token} />
            <Field
              label="Password"
              name="current"
              type="password"
              autoComplete="current-password"
              hint="The password that was chosen when the account was created."
              required
            />
          </AuthForm>
          <section aria-labelledby="replace" className="mt-8 space-y-3 border-t border-line pt-6">
            <h2 id="replace" className="font-semibold">
              Set your own password
            </h2>
            <p className="text-muted">
              If you did not choose the password of this account, set a new one. The old password then no
              longer works, and every session ends.
            </p>
            <AuthForm name={NEW_PASSWORD} outcome={outcome} action="Set the password and confirm">
              <input type="hidden" name="token" value={token} />
              <NewPasswordField label="New password" limits={limits} />
            </AuthForm>
          </section>
        </>
      )}
    </Frame>
  );
}
