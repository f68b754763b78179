import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from "react-router";
import { Confirm } from "../actions/confirm.tsx";
import { useReport } from "../actions/use-report.ts";
import { DetailFrame } from "../detail-frame.tsx";
import { load, submit } from "../page-context.ts";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { browserName } from "./browser-name.ts";
import { markOfUser } from "./mark.ts";

export const loader = ({ context, params: { user = "" } }: LoaderFunctionArgs) =>
  load({ context }, (pages) => pages.user(user));

export const action = (sent: ActionFunctionArgs) => submit(sent, (pages, fields) => pages.submitUser(fields));

export default function UserPage() {
  const { ask, roles, shown, fault, own } = useLoaderData<typeof loader>();
  const report = useReport();
  const [user, sessions] = shown ?? [];
  return (
    <DetailFrame
      parent={{ path: "/services/auth", name: "auth" }}
      heading={user?.email ?? "Account"}
      status={user && markOfUser(user)}
      summary={
        user && (
          <p className="mt-1">
            {user.name}, {user.role}, created <RelativeTime at={user.createdAt} />
            {user.id === own.user && <strong className="font-medium"> · your own account</strong>}
          </p>
        )
      }
      fault={fault}
      report={report}
    >
      {user && (
        <Panel id="actions" title="Actions">
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
                  <p>The role is {user.role} now, and changes with the next request.</p>
                </Confirm>
              ))}
            {user.deactivatedAt === null ? (
              <>
                <Confirm
                  action="Reset password"
                  doing="Sending"
                  title={`Send ${user.email} a link to reset the password?`}
                  fields={{ intent: "reset-password", user: user.email }}
                  ask={ask}
                >
                  <p>The current password remains valid until a new one is chosen.</p>
                </Confirm>
                <Confirm
                  action="Deactivate"
                  doing="Deactivating"
                  title={`Deactivate ${user.email}?`}
                  fields={{ intent: "deactivate", user: user.email }}
                  ask={ask}
                >
                  <p>
                    Every session ends at once, and new sign-ins are refused. The data of the account is kept.
                  </p>
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
                <p>The user can sign in again, with the same password and role.</p>
              </Confirm>
            )}
          </div>
        </Panel>
      )}
      {user && sessions && (
        <Panel id="sessions" title="Sessions">
          {sessions.length === 0 && <p className="px-4 py-3 text-muted">No sessions.</p>}
          <ul className="divide-y divide-line">
            {sessions.map(({ id, createdAt, address, browser }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2">
                <span className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
                  {browserName(browser)}
                  {id === own.session && <strong className="font-medium"> · this session</strong>}
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
                      ? "It is your own session: you have to sign in again."
                      : "The user has to sign in again."}
                  </p>
                </Confirm>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </DetailFrame>
  );
}
