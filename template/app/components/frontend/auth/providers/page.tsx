import { AppError } from "@aegis-stack/runtime/errors";
import { type ActionFunctionArgs, data, redirect, useActionData, useLoaderData } from "react-router";
import { pageContext } from "#app/components/frontend/serve/context.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { auth } from "#app/services/auth/index.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { readForm, remembering, senderOf } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { safeNext, withNext } from "../next.ts";

export const loader = () => ({ name: APP_NAME });

/**
 * Leads on to a provider. Not by a redirect: a browser that holds forms to this application would not follow it, and is
 * to go on doing so. This page is the answer, and goes on by itself; before that it is a link.
 */
export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const next = safeNext(value("next"));
  const isSignedIn = Boolean(await sent.context.get(pageContext).session());
  const failed = isSignedIn ? "/account" : withNext("/sign-in", next);
  const asked = { provider: value("provider"), next, failed, ...senderOf(sent) };
  try {
    const { provider, url, cookies } = isSignedIn
      ? await auth.oauth.link(asked)
      : await auth.oauth.signIn(asked);
    const headers = remembering(cookies);
    headers.set("refresh", `0;url=${url}`);
    return data({ to: provider.name, url }, { headers });
  } catch (error) {
    if (!(error instanceof AppError) || error.category === "internal") throw error;
    const separator = failed.includes("?") ? "&" : "?";
    throw redirect(`${failed}${separator}error=${encodeURIComponent(error.code)}`);
  }
}

export const headers = ({ actionHeaders }: { actionHeaders: Headers }) => actionHeaders;

export default function Provider() {
  const { name } = useLoaderData<typeof loader>();
  const going = useActionData<typeof action>();
  if (!going) {
    return (
      <Frame title="Sign in" name={name}>
        <p>
          <TextLink to="/sign-in">Choose how to sign in</TextLink>
        </p>
      </Frame>
    );
  }
  return (
    <Frame title={`Continue to ${going.to}`} name={name}>
      <p>
        <a href={going.url} className="font-medium text-accent hover:underline">
          Continue to {going.to}
        </a>{" "}
        <span className="text-muted">if it does not open by itself.</span>
      </p>
    </Frame>
  );
}
