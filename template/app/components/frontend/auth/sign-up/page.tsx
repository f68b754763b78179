import { PASSWORD_LENGTH } from "@aegis-stack/runtime/auth";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { auth } from "#app/services/auth/index.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { AuthForm } from "../form/auth-form.tsx";
import { Field } from "../form/field.tsx";
import { doneOf } from "../form/outcome.ts";
import { NewPasswordField } from "../form/password-field.tsx";
import { readForm, refused, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { LookAtMail } from "../look-at-mail.tsx";
import { mailOnItsWay } from "../mail-on-its-way.ts";
import { safeNext, withNext } from "../next.ts";
import { ProviderButtons } from "../providers/buttons.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const next = safeNext(new URL(request.url).searchParams.get("next"));
  if (await context.get(pageContext).session()) throw redirect(next);
  return {
    name: APP_NAME,
    next,
    limits: PASSWORD_LENGTH,
    mail: mailOnItsWay(),
    providers: auth.oauth.providers, // aegis:auth=oauth
  };
}

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const shown = { name: value("name"), email: value("email") };
  try {
    await auth.account.signUp({ ...shown, password: value("password") }, senderOf(sent));
    return doneOf("Check your mail.", { values: shown });
  } catch (error) {
    return refused(error, sent, shown);
  }
}

export default function SignUp() {
  const { name, next, limits, mail } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isDone = outcome?.kind === "done";
  return (
    <Frame
      title={isDone ? "One more step" : "Create an account"}
      name={name}
      ways={<TextLink to={withNext("/sign-in", next)}>Sign in</TextLink>}
    >
      {isDone ? (
        <LookAtMail to={outcome.values.email ?? ""} mail={mail}>
          It contains a link that confirms the address. Signing in before that sends another one.
        </LookAtMail>
      ) : (
        <AuthForm outcome={outcome} action="Create the account">
          <Field label="Name" name="name" autoComplete="name" maxLength={100} required autoFocus />
          <Field
            label="E-mail address"
            name="email"
            type="email"
            autoComplete="username"
            maxLength={254}
            required
          />
          <NewPasswordField label="Password" limits={limits} />
        </AuthForm>
      )}
      {/* #region aegis:auth=oauth */}
      {!isDone && <ProviderButtons />}
      {/* #endregion */}
    </Frame>
  );
}
