import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from "react-router";
import { Confirm } from "../actions/confirm.tsx";
import { Message, Messages, ReportMessage } from "../actions/report-message.tsx";
import { useReport } from "../actions/use-report.ts";
import { load, submit } from "../page-context.ts";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { useOverseer } from "../use-overseer.ts";
import { browserName } from "./browser-name.ts";
import { markOfUser } from "./mark.ts";

export const loader = ({ context, params: { user = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.user(user));

export const action = (sent: ActionFunctionArgs) => submit(sent, (pages, fields) => pages.submitUser(fields));

export default function UserPage() {
  const { ask, roles, shown, fault, own } = useLoaderData<typeof loader>();
  const { application } = useOverseer().snapshot.health;
  const report = useReport();
  const [user, sessions] = shown ?? [];
  return (
    <div className="space-y-8">
      <title>{`${user?.email ?? "account"} · ${application.name}`}</title>
      <header>
        <TextLink to="/services/auth">auth</TextLink>
        {user && (
          <>
            <h1 className="flex flex-wrap items-baseline gap-x-4 text-2xl font-semibold [overflow-wrap:anywhere]">
              {user.email}
              <span className="text-base">
                <StatusMark {...markOfUser(user)} />
              </span>
            </h1>
            <p className="mt-1">
              {user.name}, {user.role}, made <RelativeTime at={user.createdAt} />
              {user.id === own.user && <strong className="font-medium"> · your own account</strong>}
            </p>
          </>
        )}
      </header>
      <Messages>
        {fault && (
          <Message status="unhealthy" word="Out of reach" message={fault.message} hint={fault.hint} />
        )}
        <ReportMessage report={report} />
      </Messages>
      {user && (
        <Panel id="actions" title="What can I do?">
          <div className="flex flex-wrap gap-2 px-4 py-3">
            {roles
              .filter((role) => role !== user.role)
              .map((role) => (
                <Confirm
                  key={role}
                  action={`Make ${role}`}
                  doing="Changing"
                  title={`Make ${user.email} ${role}?`}
                  fields={{ intent: "set-role", user: user.email, role }}
                  ask={ask}
                >
                  <p>What the person may do changes with the next request; it is {user.role} now.</p>
                </Confirm>
              ))}
            {user.deactivatedAt === null ? (
              <>
                <Confirm
                  action="Reset password"
                  doing="Sending"
                  title={`Send ${user.email} a link to a new password?`}
                  fields={{ intent: "reset-password", user: user.email }}
                  ask={ask}
                >
                  <p>The present password is good until another one is chosen.</p>
                </Confirm>
                <Confirm
                  action="Deactivate"
                  doing="Deactivating"
                  title={`Deactivate ${user.email}?`}
                  fields={{ intent: "deactivate", user: user.email }}
                  ask={ask}
                >
                  <p>Every session ends at once, and new sign-ins are refused. Its data is kept.</p>
                </Confirm>
              </>
            ) : (
              <Confirm
                action="Reactivate"
                doing="Reactivating"
                title={`Reactivate ${user.email}?`}
                fields={{ intent: "reactivate", user: user.email }}
                ask={ask}
              >
                <p>The person can sign in again, with the same password and role.</p>
              </Confirm>
            )}
          </div>
        </Panel>
      )}
      {user && sessions && (
        <Panel id="sessions" title="Where is it signed in?">
          {sessions.length === 0 && <p className="px-4 py-3 text-muted">Nowhere.</p>}
          <ul className="divide-y divide-line">
            {sessions.map(({ id, createdAt, address, browser }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2">
                <span className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
                  {browserName(browser)}
                  {id === own.session && <strong className="font-medium"> · this one</strong>}
                  <span className="block text-muted">
                    {address ?? "an unknown address"}, since <RelativeTime at={createdAt} />
                  </span>
                </span>
                <Confirm
                  action="End"
                  doing="Ending"
                  title={`End this session of ${user.email}?`}
                  fields={{ intent: "revoke", user: user.email, session: id }}
                  ask={ask}
                >
                  <p>
                    {id === own.session
                      ? "It is your own: you have to sign in again."
                      : "The user has to sign in again."}
                  </p>
                </Confirm>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
