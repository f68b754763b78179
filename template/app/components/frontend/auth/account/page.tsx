import { PASSWORD_LENGTH } from "@aegis-stack/runtime/auth";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  redirect,
  useActionData,
  useLoaderData,
} from "react-router";
import { APP_NAME } from "#app/core/constants.ts";
import { auth, type Session } from "#app/services/auth/index.ts";
import { ClockProvider } from "../../ui/clock.tsx";
import { Definition, DefinitionList } from "../../ui/definition-list.tsx";
import { Panel } from "../../ui/panel.tsx";
import { doneOf } from "../form/outcome.ts";
import { readForm, refused, remembering } from "../form/read-form.ts";
import { Frame } from "../frame.tsx";
import { sessionOf, signedIn, userOf } from "../guard.ts";
import { OrganisationsSection } from "../organisations/section.tsx";
import { providerOutcome } from "../providers/outcome.ts";
import { ProvidersSection } from "../providers/section.tsx";
import { browserName } from "./browser-name.ts";
import { forms } from "./forms.ts";
import { NameSection } from "./name-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";

export const middleware = signedIn();

export async function loader({ request, context }: LoaderFunctionArgs) {
  const session = sessionOf(context);
  const form = new URL(request.url).searchParams.get("done") ?? "";
  const done = forms.get(form)?.done;
  return {
    application: APP_NAME,
    user: userOf(context),
    now: Date.now(),
    limits: PASSWORD_LENGTH,
    sessions: await shownSessions(session),
    done: done === undefined ? undefined : doneOf(done, { form }),
    // #region aegis:auth=oauth
    providers: await auth.oauth.linked(session.user.id),
    refusal: providerOutcome(request, "link"),
    // #endregion
  };
}

export async function action(sent: ActionFunctionArgs) {
  const value = await readForm(sent);
  const name = value("form");
  const form = forms.get(name);
  if (!form) return redirect("/account");
  try {
    const cookies = await form.work(value, sent);
    return redirect(`/account?done=${name}`, { headers: remembering(cookies) });
  } catch (error) {
    return refused(error, sent, Object.fromEntries(form.kept.map((field) => [field, value(field)])), name);
  }
}

async function shownSessions(session: Session) {
  const sessions = await auth.account.sessions(session);
  return sessions.map(({ id, browser, address, createdAt, isThis }) => ({
    id,
    browser: browserName(browser),
    address,
    createdAt,
    isThis,
  }));
}

/** Sections about one thing each, one folder a section; a new one stands here and has its forms in `forms.ts`. */
export default function Account() {
  // #region aegis:auth=oauth
  const { application, user, now, limits, sessions, done, refusal } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>() ?? done ?? refusal;
  // #else
  // const { application, user, now, limits, sessions, done } = useLoaderData<typeof loader>();
  // const outcome = useActionData<typeof action>() ?? done;
  // #endregion
  return (
    <ClockProvider start={now}>
      <Frame title="Account" name={application} isWide>
        <Panel id="who" title="Account details">
          <DefinitionList>
            <Definition name="E-mail address">{user.email}</Definition>
            <Definition name="Role">{user.role}</Definition>
          </DefinitionList>
        </Panel>
        <NameSection name={user.name} outcome={outcome} />
        <PasswordSection email={user.email} limits={limits} outcome={outcome} />
        {/* #region aegis:auth=oauth */}
        <ProvidersSection outcome={outcome} />
        {/* #endregion */}
        {/* #region aegis:auth=org */}
        <OrganisationsSection />
        {/* #endregion */}
        <SessionsSection sessions={sessions} outcome={outcome} />
      </Frame>
    </ClockProvider>
  );
}
