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
import { doneOf, type Outcome } from "../form/outcome.ts";
import { readForm, refused, remembering, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { safeNext, withNext } from "../next.ts";
import { ProviderButtons } from "../providers/buttons.tsx";
import { providerOutcome } from "../providers/outcome.ts";

/** What has led here. */
const DONE_OUTCOMES: Readonly<Record<string, Outcome | undefined>> = {
  "signed-out": doneOf("You are signed out."),
  reset: doneOf("The new password is set, and every session has ended.", { hint: "Sign in with it." }),
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const next = safeNext(searchParams.get("next"));
  if (await context.get(pageContext).session()) throw redirect(next);
  return {
    name: APP_NAME,
    next,
    done: DONE_OUTCOMES[searchParams.get("done") ?? ""],
    // #region aegis:auth=oauth
    providers: auth.oauth.providers,
    refusal: providerOutcome(request),
    // #endregion
  };
}

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const email = value("email");
  try {
    const given = { email, password: value("password"), stay: value("remember") === "on" };
    const cookies = await auth.account.signIn(given, senderOf(sent));
    return redirect(safeNext(value("next")), { headers: remembering(cookies) });
  } catch (error) {
    return refused(error, sent, { email });
  }
}

export default function SignIn() {
  // #region aegis:auth=oauth
  const { name, next, done, refusal } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>() ?? done ?? refusal;
  // #else
  // const { name, next, done } = useLoaderData<typeof loader>();
  // const outcome = useActionData<typeof action>() ?? done;
  // #endregion
  return (
    <Frame
      title="Sign in"
      name={name}
      ways={
        <>
          <TextLink to={withNext("/sign-up", next)}>Create an account</TextLink>
          <TextLink to="/forgotten-password">Forgotten password</TextLink>
        </>
      }
    >
      <AuthForm outcome={outcome} action="Sign in">
        <input type="hidden" name="next" value={next} />
        <Field label="E-mail address" name="email" type="email" autoComplete="username" required autoFocus />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        <label className="flex items-center gap-2">
          <input type="checkbox" name="remember" defaultChecked className="accent-accent" />
          Stay signed in
        </label>
      </AuthForm>
      {/* #region aegis:auth=oauth */}
      <ProviderButtons />
      {/* #endregion */}
    </Frame>
  );
}
