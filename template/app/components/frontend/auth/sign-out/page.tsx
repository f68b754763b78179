import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect, useLoaderData } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { auth } from "#app/services/auth/index.ts";
import { AuthForm } from "../form/auth-form.tsx";
import { readForm, remembering, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";

export async function loader({ context }: LoaderFunctionArgs) {
  if (!(await context.get(pageContext).session())) throw redirect("/sign-in");
  return { name: APP_NAME };
}

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const session = await sent.context.get(pageContext).session();
  if (session && value("where") === "everywhere") await auth.account.endOtherSessions(session);
  const cookies = await auth.account.signOut(senderOf(sent));
  return redirect("/sign-in?done=signed-out", { headers: remembering(cookies) });
}

/** Shown to a user who types the address: no link signs a user out. */
export default function SignOut() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <Frame title="Sign out" name={name}>
      <AuthForm outcome={undefined} action="Sign out">
        <p>The session of this browser ends. Others go on.</p>
      </AuthForm>
    </Frame>
  );
}
