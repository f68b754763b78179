import { Form } from "react-router";
import type { OverseerUsersPage } from "../../capabilities.ts";
import { Button } from "../actions/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusMark } from "../ui/status-mark.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { markOfUser } from "./mark.ts";

const ROW_COLUMNS = "lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem_9rem_7rem]";

interface UsersProps {
  report: OverseerUsersPage;
  /** What was searched for; empty: all. */
  search: string;
  /** The id of the account that is signed in, if one is. */
  own: string | undefined;
}

/** The accounts, with a search. */
export function Users({ report: { users, total, more }, search, own }: UsersProps) {
  const last = users.at(-1);
  const next = new URLSearchParams({ ...(search && { search }), ...(last && { after: last.id }) });
  return (
    <Panel id="users" title="Accounts" aside={search === "" ? `${total}` : `${total} found`}>
      <Form className="flex gap-2 border-b border-line px-4 py-2" role="search">
        <input
          type="search"
          name="search"
          defaultValue={search}
          aria-label="Search by name or e-mail address"
          placeholder="Name or e-mail address"
          className="h-8 w-full max-w-sm rounded-md border border-line bg-panel px-3"
        />
        <Button type="submit">Search</Button>
      </Form>
      {users.length === 0 && (
        <p className="px-4 py-3 text-muted">
          {search === ""
            ? "No accounts yet; the command below creates the first admin."
            : "No account matches."}
        </p>
      )}
      <ul className="divide-y divide-line">
        {users.map((user) => (
          <li key={user.id} className={`grid grid-cols-2 gap-x-6 gap-y-1 px-4 py-2 ${ROW_COLUMNS}`}>
            <span className="col-span-full min-w-0 truncate lg:col-span-1">
              <TextLink to={`users/${user.id}`}>{user.email}</TextLink>
              {user.id === own && <span className="text-muted"> · your account</span>}
            </span>
            <span className="truncate">{user.name}</span>
            <span>{user.role}</span>
            <StatusMark {...markOfUser(user)} />
            <RelativeTime at={user.createdAt} />
          </li>
        ))}
      </ul>
      {more && (
        <p className="border-t border-line px-4 py-2">
          <TextLink to={`?${next}`}>Next page</TextLink>
        </p>
      )}
    </Panel>
  );
}
